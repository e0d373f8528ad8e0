package dev.gatehouse.oauth.request;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RedirectUris;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.code.Pkce;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.profile.Profile;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an authorization request; pure. */
public final class RequestCheck {
    private static final int LONGEST_STATE = 1024;
    private static final int LONGEST_NONCE = 512;

    private RequestCheck() {}

    public sealed interface Checked permits InOrder, ForTheUser, ForTheClient {}

    public record InOrder(AuthorizationRequest request) implements Checked {}

    /** No redirect can be trusted, so only the user is told (RFC 6749, section 4.1.2.1). */
    public record ForTheUser(Mishap mishap) implements Checked {}

    /** The client is told at its redirect URI. */
    public record ForTheClient(
            String redirectUri, @Nullable String state, ResponseMode mode, String error, String description)
            implements Checked {}

    /**
     * What cannot even be read as a request: the client is told where it names a redirect URI that is right.
     *
     * @param mishap for the user, where it does not
     */
    public static Checked refusal(
            FormParameters parameters, RegisteredClient client, String error, String description, Mishap mishap) {
        String redirectUri = parameters.get(Parameters.REDIRECT_URI);
        if (redirectUri == null
                || parameters.repeated().contains(Parameters.REDIRECT_URI)
                || !RedirectUris.registered(redirectUri, client)) {
            return new ForTheUser(mishap);
        }
        String state = parameters.get(Parameters.STATE);
        return new ForTheClient(
                redirectUri,
                state != null && state.length() > LONGEST_STATE ? null : state,
                mode(parameters).orElse(ResponseMode.query),
                error,
                description);
    }

    /** @param client that the request names */
    public static Checked check(FormParameters parameters, RegisteredClient client) {
        String redirectUri = parameters.get("redirect_uri");
        if (redirectUri == null
                || parameters.repeated().contains("redirect_uri")
                || !RedirectUris.registered(redirectUri, client)) {
            return new ForTheUser(Mishap.UNKNOWN_ADDRESS);
        }
        // One that is not there cannot be answered by.
        ResponseMode mode = mode(parameters).orElse(ResponseMode.query);
        String state = parameters.get("state");
        if (state != null && state.length() > LONGEST_STATE) {
            return new ForTheClient(redirectUri, null, mode, "invalid_request", "state is too long");
        }
        try {
            return new InOrder(read(parameters, client, redirectUri));
        } catch (Wrong e) {
            return new ForTheClient(redirectUri, state, mode, e.error, e.description);
        }
    }

    private static AuthorizationRequest read(FormParameters p, RegisteredClient client, String redirectUri)
            throws Wrong {
        demand(p.repeated(Resources.PARAMETER).isEmpty(), "invalid_request", "a parameter is there more than once");
        String responseType = p.get("response_type");
        demand(responseType != null, "invalid_request", "response_type is missing");
        demand("code".equals(responseType), "unsupported_response_type", "only code is supported");
        demand(
                client.may(GrantType.authorization_code),
                "unauthorized_client",
                "the client may not use the grant authorization_code");
        demand(mode(p).isPresent(), "invalid_request", "there is no such response_mode here");
        String nonce = p.get("nonce");
        demand(nonce == null || nonce.length() <= LONGEST_NONCE, "invalid_request", "nonce is too long");
        Claims claims = claims(p.get("claims")).within(client.scope());
        Long maxAge = number(p.get("max_age"), "max_age");
        return new AuthorizationRequest(
                client.clientId(),
                redirectUri,
                mode(p).orElseThrow(),
                scope(p.get("scope"), client.scope()),
                p.get(Parameters.STATE),
                nonce,
                challenge(p, client),
                prompts(p.get(Parameters.PROMPT), p.get(Parameters.LOGIN_AFTER) != null),
                maxAge == null ? client.requests().defaultMaxAge() : maxAge,
                acr(p.get(Parameters.ACR_VALUES), claims, client),
                resources(p.every(Resources.PARAMETER), client),
                claims,
                details(p.get(Details.PARAMETER), client),
                key(p.get(Parameters.DPOP_JKT)));
    }

    private static List<Map<String, Object>> details(@Nullable String text, RegisteredClient client) throws Wrong {
        return text == null
                ? List.of()
                : Details.read(text, client)
                        .orElseThrow(() -> new Wrong(
                                "invalid_authorization_details",
                                "they are malformed, or of a type that the client may not ask for"));
    }

    /** Empty where there is no such mode. */
    private static Optional<ResponseMode> mode(FormParameters p) {
        String mode = p.get("response_mode");
        return mode == null ? Optional.of(ResponseMode.query) : ResponseMode.named(mode);
    }

    private static Claims claims(@Nullable String text) throws Wrong {
        return text == null
                ? Claims.NONE
                : Claims.read(text)
                        .orElseThrow(() -> new Wrong("invalid_request", "claims is not the JSON that it should be"));
    }

    private static @Nullable String challenge(FormParameters p, RegisteredClient client) throws Wrong {
        String challenge = p.get("code_challenge");
        String method = p.get("code_challenge_method");
        if (challenge == null && method == null && !Profile.challenged(client)) {
            return null;
        }
        demand("S256".equals(method), "invalid_request", "PKCE with code_challenge_method=S256 is needed");
        if (challenge == null || !Pkce.isChallenge(challenge)) {
            throw new Wrong("invalid_request", "code_challenge is not a SHA-256 in base64url");
        }
        return challenge;
    }

    /** SHA-256 in base64url, as a code challenge is. */
    private static @Nullable String key(@Nullable String thumbprint) throws Wrong {
        demand(
                thumbprint == null || Pkce.isChallenge(thumbprint),
                "invalid_request",
                "dpop_jkt is not the thumbprint of a key");
        return thumbprint;
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

    /**
     * @param back from a sign-in that it asked for: whatever the mark is worth, it needs one, and a proof of then unless it was
     *     for an account to be chosen
     */
    private static Set<Prompt> prompts(@Nullable String text, boolean back) throws Wrong {
        var prompts = EnumSet.noneOf(Prompt.class);
        if (text != null) {
            for (String word : text.strip().split(" +", -1)) {
                prompts.add(Arrays.stream(Prompt.values())
                        .filter(v -> v.name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Wrong(
                                "invalid_request", "prompt takes none, login, consent, select_account and create")));
            }
            demand(
                    prompts.size() == 1 || !(prompts.contains(Prompt.none) || prompts.contains(Prompt.create)),
                    "invalid_request",
                    "prompt=none and prompt=create go with no other");
        }
        if (back && !prompts.contains(Prompt.select_account)) {
            prompts.add(Prompt.login);
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

    /** What the sign-in has to reach: an essential claim goes before acr_values, and those before any other claim. */
    private static @Nullable AuthenticationClass acr(@Nullable String values, Claims claims, RegisteredClient client)
            throws Wrong {
        AuthenticationClass claimed = weakest(claims.acr());
        if (claims.acrEssential() && !claims.acr().isEmpty()) {
            demand(claimed != null, "unmet_authentication_requirements", "there is no such acr here");
            return claimed;
        }
        if (values != null) {
            return weakest(List.of(values.split(" ", -1)));
        }
        return claims.acr().isEmpty() ? weakest(client.requests().defaultAcrValues()) : claimed;
    }

    /** The weakest of those that we have, for any of them will do. Null where there is none. */
    static @Nullable AuthenticationClass weakest(List<String> values) {
        return values.stream()
                .flatMap(value -> AuthenticationClass.named(value).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
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
