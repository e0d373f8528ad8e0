package dev.gatehouse.oauth.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.provider.AppleKey;
import dev.gatehouse.oauth.provider.ConnectConfig;
import dev.gatehouse.oauth.provider.Registrations;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import io.quarkus.oidc.runtime.OidcTenantConfig.Provider;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider comes to as a tenant of quarkus-oidc. */
class UpstreamTenantsTest {
    private final UpstreamTenants tenants = new UpstreamTenants(
            new SmallRyeConfigBuilder()
                    .withMapping(ConnectConfig.class)
                    .withDefaultValue("gatehouse.oauth.connect.encryption-key", "x")
                    .withDefaultValue("gatehouse.oauth.connect.state-secret", "s".repeat(32))
                    .build()
                    .getConfigMapping(ConnectConfig.class),
            "https://gate.example");

    private OidcTenantConfig tenant(String... members) {
        var all = new HashMap<String, @Nullable Object>(Map.of("name", "p", "client_id", "c"));
        for (int i = 0; i < members.length; i += 2) {
            all.put(members[i], members[i + 1]);
        }
        return tenants.tenant(Registrations.of(all));
    }

    @ParameterizedTest
    @CsvSource({
        "google, tenant, '', https://accounts.google.com, https://accounts.google.com, profile email",
        "microsoft, tenant, common, https://login.microsoftonline.com/common/v2.0, any, profile email",
        "microsoft, tenant, 11111111-2222-3333-4444-555555555555,"
                + " https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0,"
                + " https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0, profile email",
        "gitlab, base_url, https://git.example, https://git.example, https://git.example, profile email",
        "openid, issuer, https://id.example, https://id.example, https://id.example, profile email"
    })
    void anOpenIdProvider(String kind, String place, String value, String server, String issuer, String scope) {
        OidcTenantConfig tenant = value.isEmpty()
                ? tenant("kind", kind, "client_secret", "s")
                : tenant("kind", kind, "client_secret", "s", place, value);
        assertEquals(Optional.of(server), tenant.authServerUrl());
        assertEquals(Optional.of(issuer), tenant.token().issuer());
        assertEquals(
                Optional.of(List.of(scope.split(" "))), tenant.authentication().scopes());
        assertEquals(Optional.of("s"), tenant.credentials().secret());
        assertEquals(Optional.of(true), tenant.authentication().pkceRequired());
        assertTrue(tenant.authentication().nonceRequired());
        assertEquals(Optional.empty(), tenant.provider());
        assertEquals(
                Optional.of("https://gate.example/connect/p"),
                tenant.authentication().redirectPath());
        assertEquals(Map.of(), tenant.authentication().extraParams());
    }

    @Test
    void keycloakIsARealm() {
        OidcTenantConfig tenant = tenant(
                "kind",
                "keycloak",
                "client_secret",
                "s",
                "base_url",
                "https://k.example/",
                "realm",
                "staff",
                "prompt",
                "login");
        assertEquals(Optional.of("https://k.example/realms/staff"), tenant.authServerUrl());
        // What is asked beside who it is depends on the way: see Asking.
        assertEquals(Map.of(), tenant.authentication().extraParams());
    }

    @Test
    void appleIsShownASecretThatWeSignAndAnswersByForm() {
        OidcTenantConfig tenant =
                tenant("kind", "apple", "team_id", "TEAM", "key_id", "KEY", "private_key", AppleKey.pem());
        var jwt = tenant.credentials().jwt();
        assertEquals(Optional.of("https://appleid.apple.com"), tenant.authServerUrl());
        assertEquals(
                Optional.of(Method.POST_JWT),
                tenant.credentials().clientSecret().method());
        assertEquals(Optional.of(AppleKey.pem()), jwt.key());
        assertEquals(Optional.of("KEY"), jwt.tokenKeyId());
        assertEquals(Optional.of("TEAM"), jwt.issuer());
        assertEquals(Optional.of("https://appleid.apple.com"), jwt.audience());
        assertEquals(Optional.of("ES256"), jwt.signatureAlgorithm());
        assertEquals(Optional.empty(), tenant.credentials().secret());
        assertEquals(
                Map.of("response_mode", "form_post"), tenant.authentication().extraParams());
    }

    @Test
    void gitHubIsNoOpenIdProvider() {
        OidcTenantConfig tenant = tenant("kind", "github", "client_secret", "s".repeat(40));
        assertEquals(Optional.of(Provider.GITHUB), tenant.provider());
        assertEquals(Optional.of("https://github.com/login/oauth"), tenant.authServerUrl());
        assertEquals(Optional.of("https://api.github.com/user"), tenant.userInfoPath());
        assertEquals(Optional.of(false), tenant.authentication().addOpenidScope());
        assertFalse(tenant.authentication().nonceRequired());
        OidcTenantConfig enterprise =
                tenant("kind", "github", "client_secret", "s".repeat(40), "base_url", "https://git.example");
        assertEquals(Optional.of("https://git.example/api/v3/user"), enterprise.userInfoPath());
    }
}
