package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.provider.ConnectConfig;
import dev.gatehouse.oauth.provider.Issuers;
import dev.gatehouse.oauth.provider.Preset;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.provider.UpstreamProvider.Credentials;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Provider;
import io.quarkus.oidc.runtime.builders.AuthenticationConfigBuilder;
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

    /** Null where it is about none. */
    static @Nullable UpstreamProvider marked(RoutingContext request) {
        return request.get(PROVIDER);
    }

    @Override
    public Uni<@Nullable OidcTenantConfig> resolve(
            RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        UpstreamProvider provider = marked(request);
        return provider == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(tenant(provider));
    }

    OidcTenantConfig tenant(UpstreamProvider provider) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.builder()
                .tenantId(provider.tenantId())
                .applicationType(ApplicationType.WEB_APP)
                .clientId(provider.credentials().clientId())
                .connectionTimeout(PATIENCE)
                // There are no tokens in that cookie: see NoUpstreamTokens.
                .tokenStateManager()
                .encryptionRequired(false)
                .end();
        withSecret(tenant, provider);
        AuthenticationConfigBuilder way = tenant.authentication()
                .scopes(provider.scope().tokens().stream()
                        .filter(token -> !token.equals(Scope.OPENID))
                        .toList())
                // The public origin, whatever host the proxy calls us by.
                .redirectPath(issuer + "/connect/" + provider.name())
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .pkceRequired()
                .stateSecret(config.stateSecret())
                .cookiePath("/connect")
                .cookieForceSecure();
        if (provider.preset().traits().reply() == Preset.Reply.FORM) {
            // ConnectResource leads the browser that sends the form on to what quarkus-oidc takes for a query.
            way.extraParam("response_mode", "form_post");
        }
        switch (provider.preset().traits().protocol()) {
            case OPENID ->
                way.nonceRequired()
                        .end()
                        .authServerUrl(provider.issuer())
                        .token()
                        .issuer(issuer(provider))
                        .end();
            case GITHUB ->
                way.addOpenidScope(false)
                        .end()
                        .provider(Provider.GITHUB)
                        .authServerUrl(provider.issuer() + "/login/oauth")
                        .userInfoPath(GitHubUsers.api(provider.issuer()) + "/user");
        }
        return tenant.build();
    }

    private static void withSecret(OidcTenantConfigBuilder tenant, UpstreamProvider provider) {
        Credentials ours = provider.credentials();
        if (ours.keyId() == null || ours.teamId() == null) {
            tenant.credentials(ours.clientSecret());
            return;
        }
        tenant.credentials()
                .clientSecret()
                .method(Method.POST_JWT)
                .end()
                .jwt()
                .key(ours.clientSecret())
                .tokenKeyId(ours.keyId())
                .issuer(ours.teamId())
                .audience(provider.issuer())
                .signatureAlgorithm("ES256")
                .endCredentials();
    }

    /** That of its ID tokens; of several the right one is looked for in {@link Upstream}. */
    private static String issuer(UpstreamProvider provider) {
        return switch (provider.issuers()) {
            case Issuers.One(String one) -> one;
            case Issuers.OfTenants several -> "any";
        };
    }
}
