package dev.gatehouse.common.peer;

import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be of all that comes with access tokens and in them, each null for what is configured.
 *
 * @param idTokenAlgorithm signs ID tokens
 * @param refreshLifetime how old the grant may become, at most what is configured
 * @param refreshIdle how long it may go without a refresh, at most what is configured
 * @param claimsByScope names of claims of the user that access tokens of a scope tell; null for none
 */
@RegisterForReflection
public record Beside(
        @Nullable String idTokenAlgorithm,
        @Nullable Duration refreshLifetime,
        @Nullable Duration refreshIdle,
        @Nullable Map<String, List<String>> claimsByScope) {
    /** What an access token of {@code scope} tells of the user as they are now. */
    public Map<String, Object> claims(Scope scope, Found user) {
        var told = new LinkedHashMap<String, Object>();
        if (claimsByScope != null) {
            Map<String, Object> all = user.allClaims();
            claimsByScope.forEach((token, names) -> {
                if (scope.has(token)) {
                    names.stream().filter(all::containsKey).forEach(name -> told.put(name, all.get(name)));
                }
            });
        }
        return told;
    }
}
