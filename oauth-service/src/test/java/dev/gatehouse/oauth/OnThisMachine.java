package dev.gatehouse.oauth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What is on the loopback interface may be fetched, where an administrator has named it. */
public final class OnThisMachine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("gatehouse.oauth.outbound.allowed-networks", "127.0.0.0/8");
    }
}
