package dev.gatehouse.identity.password;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nobody chooses one of their last three passwords. */
public final class ThreeRemembered implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("gatehouse.password.history", "3");
    }
}
