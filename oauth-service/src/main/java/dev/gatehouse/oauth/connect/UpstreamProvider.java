package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.UUID;

/**
 * An OpenID provider that users may sign in with.
 *
 * @param version new with every registration
 * @param clientSecret ours there
 * @param scope asked for there; openid always is
 */
record UpstreamProvider(
        String name,
        UUID version,
        String displayName,
        String issuer,
        String clientId,
        String clientSecret,
        Scope scope,
        Instant createdAt) {
    /** Names the provider's tenant within quarkus-oidc, and ends the names of its cookies. */
    String tenantId() {
        return name + "-" + version;
    }

    @Override
    public String toString() {
        return name;
    }
}
