package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Providers as tenants of quarkus-oidc. Requests that {@link ConnectResource} has not marked have none. */
@ApplicationScoped
class UpstreamTenants implements TenantConfigResolver {
    private static final String PROVIDER = UpstreamProvider.class.getName();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final ConnectConfig config;
    private final String issuer;

    UpstreamTenants(ConnectConfig config, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.config = config;
        this.issuer = issuer;
    }

    /** From here on, the request is about {@code provider}. */
    static void mark(RoutingContext request, UpstreamProvider provider) {
        request.put(PROVIDER, provider);
    }

    @Override
    public Uni<@Nullable OidcTenantConfig> resolve(
            RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        UpstreamProvider provider = request.get(PROVIDER);
        return provider == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(tenant(provider));
    }

    private OidcTenantConfig tenant(UpstreamProvider provider) {
        return OidcTenantConfig.builder()
                .tenantId(provider.tenantId())
                .applicationType(ApplicationType.WEB_APP)
                .authServerUrl(provider.issuer())
                .clientId(provider.clientId())
                .credentials(provider.clientSecret())
                .connectionTimeout(PATIENCE)
                .token(provider.issuer())
                .authentication()
                .scopes(provider.scope().tokens().stream()
                        .filter(token -> !token.equals(Scope.OPENID))
                        .toList())
                // The public origin, whatever host the proxy calls us by.
                .redirectPath(issuer + "/connect/" + provider.name())
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .pkceRequired()
                .nonceRequired()
                .stateSecret(config.stateSecret())
                .cookiePath("/connect")
                .cookieForceSecure()
                .end()
                // There are no tokens in that cookie: see NoUpstreamTokens.
                .tokenStateManager()
                .encryptionRequired(false)
                .end()
                .build();
    }
}
