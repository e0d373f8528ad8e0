package dev.gatehouse.oauth.logout;

import static dev.gatehouse.oauth.logout.Replicas.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The service itself comes back to what is due, at short intervals. */
@QuarkusTest
@TestProfile(LogoutPeers.Timed.class)
class LogoutTimerTest {
    private final ClientAdministration administration;
    private final Replicas replicas;

    @Inject
    LogoutTimerTest(ClientAdministration administration, Replicas replicas) {
        this.administration = administration;
        this.replicas = replicas;
    }

    @Test
    void aSessionThatExpiredIsNoticedAndItsClientToldOnceItIsThere() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            client.answers(503, 200);
            String sid = replicas.begin(client);
            for (int tries = 0; tries < 2; tries++) {
                String told = Objects.requireNonNull(client.told());
                assertTrue(told.contains("sid=" + sid), told);
            }
            within(() -> replicas.waiting(client) == 0);
            assertEquals(0, client.untold());
        }
    }
}
