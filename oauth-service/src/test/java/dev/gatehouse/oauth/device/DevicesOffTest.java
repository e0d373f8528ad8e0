package dev.gatehouse.oauth.device;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Switched off, it is as if there was none of it. */
@QuarkusTest
@TestProfile(DevicesOffTest.Off.class)
class DevicesOffTest {
    private final ClientAdministration administration;

    @Inject
    DevicesOffTest(ClientAdministration administration) {
        this.administration = administration;
    }

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.oauth.device.enabled", "false");
        }
    }

    @Test
    void nothingIsThere() {
        given().formParam("client_id", "x")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(404);
        given().get("/oauth2/device").then().statusCode(404);
        given().formParam("user_code", "BCDF-GHJK")
                .post("/oauth2/device")
                .then()
                .statusCode(404);
        given().formParam("request", "x").post("/oauth2/device/decision").then().statusCode(404);
    }

    @Test
    void nothingIsSaidOfIt() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("device_authorization_endpoint", nullValue())
                .body("grant_types_supported", not(hasItem(Devices.GRANT)));
    }

    @Test
    void noClientIsRegisteredForIt() {
        var asked = Fixtures.metadata("A box", null, List.of(Devices.GRANT), null, null, "none", null, null);
        var refused = assertInstanceOf(ClientAdministration.Refused.class, administration.register(asked));
        assertEquals("grant_types", refused.violations().getFirst().field());
        assertEquals(
                "needs what is not on here: device authorization",
                refused.violations().getFirst().message());
    }

    @Test
    void theTokenEndpointKnowsNoSuchGrant() {
        var saved = Fixtures.register(administration, "none");
        given().formParam("client_id", saved.client().clientId())
                .formParam("grant_type", Devices.GRANT)
                .formParam("device_code", "x")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }
}
