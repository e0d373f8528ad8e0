package dev.gatehouse.identity.email;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MailServerAwayTest.Away.class)
class MailServerAwayTest {
    /** Nobody listens at the lowest port. */
    public static final class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.port", "1");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void nothingFailsThatSendsMails() {
        String name = "w" + UUID.randomUUID().toString().substring(0, 12);
        given().contentType("application/json")
                .body(Map.of("username", name, "email", name + "@example.org", "password", "four-candles-please"))
                .post("/users")
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body(Map.of("login", name))
                .post("/recovery")
                .then()
                .statusCode(202);
    }
}
