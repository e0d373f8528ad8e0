package dev.gatehouse.oauth.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that is in order (RFC 6749, section 4.1.1; OpenID Connect Core, section 3.1.2.1).
 *
 * @param mode how it is to be answered
 * @param codeChallenge of PKCE, method S256; null where the client needs none
 * @param prompts with login, too, where the request came back from a sign-in that it asked for
 * @param maxAge seconds since the sign-in at most
 * @param acr what the sign-in has to reach (RFC 9470, section 4), the weakest of those that will do; null for anything
 * @param resources that tokens are to be for (RFC 8707), none for Gatehouse itself
 * @param details what the client wants to be let do (RFC 9396), none for nothing beside the scope
 * @param claims that are asked for singly, of those whose scope the client may have
 * @param dpopJkt thumbprint of the key that the code is to be bound to (RFC 9449, section 10); null for none
 */
@RegisterForReflection
public record AuthorizationRequest(
        String clientId,
        String redirectUri,
        ResponseMode mode,
        Scope scope,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        Set<Prompt> prompts,
        @Nullable Long maxAge,
        @Nullable AuthenticationClass acr,
        List<String> resources,
        Claims claims,
        List<Map<String, Object>> details,
        @Nullable String dpopJkt) {
    public AuthorizationRequest {
        // Those that the version before keeps have none.
        resources = Objects.requireNonNullElse(resources, List.of());
        mode = Objects.requireNonNullElse(mode, ResponseMode.query);
        claims = Objects.requireNonNullElse(claims, Claims.NONE);
        details = Objects.requireNonNullElse(details, List.of());
    }

    /** Values of {@code prompt}. */
    public enum Prompt {
        none,
        login,
        consent,
        select_account,
        /** Initiating User Registration via OpenID Connect 1.0. */
        create
    }

    public boolean prompts(Prompt prompt) {
        return prompts.contains(prompt);
    }

    /** What the user has to allow for all of it: the scope, and those that tell the claims. */
    @JsonIgnore
    public Scope consentScope() {
        return scope.plus(claims.scopes());
    }
}
