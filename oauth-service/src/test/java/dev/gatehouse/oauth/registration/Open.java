package dev.gatehouse.oauth.registration;

import dev.gatehouse.oauth.Peers;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Anybody may register, from one address as often as the tests do. */
public final class Open implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Peers.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "gatehouse.oauth.registration.mode", "open",
                "gatehouse.oauth.registration.scope", "openid profile offline_access orders:read",
                "gatehouse.oauth.registration.grant-types",
                        "authorization_code,refresh_token,client_credentials,"
                                + "urn:ietf:params:oauth:grant-type:device_code",
                "gatehouse.oauth.registration.resources", "https://orders.example/api",
                "gatehouse.oauth.registration.per-address-per-hour", "100000",
                "gatehouse.oauth.registration.most-unverified", "100000");
    }
}
