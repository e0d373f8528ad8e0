package dev.gatehouse.token.introspection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where there are no keys of RS256, no answer is signed (RFC 9701, section 6). */
@QuarkusTest
@TestProfile(UnsignedIntrospectionTest.WithoutRs256.class)
class UnsignedIntrospectionTest {
    public static class WithoutRs256 implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.token.keys.algorithms", "ES256", "gatehouse.token.id-token.algorithm", "ES256");
        }
    }

    @Test
    void whoAsksForASignedAnswerIsToldThatThereIsNone() {
        given().accept(SignedIntrospection.MEDIA_TYPE)
                .formParam("token", "x")
                .post("/oauth2/introspect")
                .then()
                .statusCode(406)
                .contentType("application/json")
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString("RS256"));
        given().accept("application/json")
                .formParam("token", "x")
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);
    }
}
