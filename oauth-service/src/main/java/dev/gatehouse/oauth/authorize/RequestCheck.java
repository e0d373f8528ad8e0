package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.authorize.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.Pkce;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an authorization request; pure. */
final class RequestCheck {
    /** Our own parameter on the way back from a sign-in that the request asked for: milliseconds since 1970. */
    static final String LOGIN_AFTER = "login_after";

    private static final int LONGEST_STATE = 1024;
    private static final int LONGEST_NONCE = 512;

    private RequestCheck() {}

    sealed interface Checked permits InOrder, ForTheUser, ForTheClient {}

    record InOrder(AuthorizationRequest request) implements Checked {}

    /** No redirect can be trusted, so only the user is told (RFC 6749, section 4.1.2.1). */
    record ForTheUser(String reason) implements Checked {}

    /** The client is told at its redirect URI. */
    record ForTheClient(String redirectUri, @Nullable String state, String error, String description)
            implements Checked {}

    /** @param found the client that the request names, empty where there is none */
    static Checked check(FormParameters parameters, Optional<RegisteredClient> found) {
        if (found.isEmpty() || parameters.repeated().contains("client_id")) {
            return new ForTheUser("The application that sent you here is not known.");
        }
        RegisteredClient client = found.get();
        String redirectUri = parameters.get("redirect_uri");
        if (redirectUri == null
                || parameters.repeated().contains("redirect_uri")
                || !client.redirectUris().contains(redirectUri)) {
            return new ForTheUser("The application asked to send you to an address that it has not registered.");
        }
        String state = parameters.get("state");
        if (state != null && state.length() > LONGEST_STATE) {
            return new ForTheClient(redirectUri, null, "invalid_request", "state is too long");
        }
        try {
            return new InOrder(read(parameters, client, redirectUri));
        } catch (Wrong e) {
            return new ForTheClient(redirectUri, state, e.error, e.description);
        }
    }

    private static AuthorizationRequest read(FormParameters p, RegisteredClient client, String redirectUri)
            throws Wrong {
        demand(p.repeated(Resources.PARAMETER).isEmpty(), "invalid_request", "a parameter is there more than once");
        demand(p.get("request") == null, "request_not_supported", "request objects are not supported");
        demand(p.get("request_uri") == null, "request_uri_not_supported", "request_uri is not supported");
        String responseType = p.get("response_type");
        demand(responseType != null, "invalid_request", "response_type is missing");
        demand("code".equals(responseType), "unsupported_response_type", "only code is supported");
        demand(
                client.may(GrantType.authorization_code),
                "unauthorized_client",
                "the client may not use the grant authorization_code");
        String mode = p.get("response_mode");
        demand(mode == null || mode.equals("query"), "invalid_request", "only response_mode=query is supported");
        String challenge = p.get("code_challenge");
        demand(
                challenge != null && "S256".equals(p.get("code_challenge_method")),
                "invalid_request",
                "PKCE with code_challenge_method=S256 is needed");
        if (challenge == null || !Pkce.isChallenge(challenge)) {
            throw new Wrong("invalid_request", "code_challenge is not a SHA-256 in base64url");
        }
        String nonce = p.get("nonce");
        demand(nonce == null || nonce.length() <= LONGEST_NONCE, "invalid_request", "nonce is too long");
        return new AuthorizationRequest(
                client.clientId(),
                redirectUri,
                scope(p.get("scope"), client.scope()),
                p.get("state"),
                nonce,
                challenge,
                prompts(p.get("prompt")),
                number(p.get("max_age"), "max_age"),
                instant(number(p.get(LOGIN_AFTER), LOGIN_AFTER)),
                resources(p.every(Resources.PARAMETER), client));
    }

    private static List<String> resources(List<String> asked, RegisteredClient client) throws Wrong {
        Optional<String> refusal = Resources.refusal(asked, client.tokens().resources());
        if (refusal.isPresent()) {
            throw new Wrong("invalid_target", refusal.get());
        }
        return asked;
    }

    private static Scope scope(@Nullable String text, Scope allowed) throws Wrong {
        try {
            Scope scope = Scope.parse(text);
            demand(!scope.isEmpty(), "invalid_scope", "scope is missing");
            demand(allowed.covers(scope), "invalid_scope", "the client may not ask for that scope");
            return scope;
        } catch (IllegalArgumentException e) {
            throw new Wrong("invalid_scope", "scope has a character that is not allowed, or is too long");
        }
    }

    private static Set<Prompt> prompts(@Nullable String text) throws Wrong {
        var prompts = EnumSet.noneOf(Prompt.class);
        if (text != null) {
            for (String word : text.strip().split(" +", -1)) {
                prompts.add(Arrays.stream(Prompt.values())
                        .filter(v -> v.name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Wrong("invalid_request", "prompt takes none, login and consent")));
            }
            demand(
                    !prompts.contains(Prompt.none) || prompts.size() == 1,
                    "invalid_request",
                    "prompt=none goes with no other");
        }
        return prompts;
    }

    private static @Nullable Long number(@Nullable String text, String name) throws Wrong {
        if (text == null) {
            return null;
        }
        demand(text.matches("[0-9]{1,15}"), "invalid_request", name + " is not a number");
        return Long.valueOf(text);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static void demand(boolean condition, String error, String description) throws Wrong {
        if (!condition) {
            throw new Wrong(error, description);
        }
    }

    /** What the client is to be told. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final String error;
        private final String description;

        Wrong(String error, String description) {
            super(description, null, false, false);
            this.error = error;
            this.description = description;
        }
    }
}
