package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that was turned away learns from the answer alone where there are tokens (RFC 9728). */
class ProtectedResourceTest {
    private static final Pattern METADATA = Pattern.compile("Bearer .*resource_metadata=\"([^\"]+)\".*");
    private final Gatehouse gatehouse = Gatehouse.running();

    @ParameterizedTest
    @ValueSource(strings = {"/users/me", "/sessions", "/clients", "/consents"})
    void whoIsTurnedAwayFindsTheAuthorizationServer(String path) {
        List<String> challenges = gatehouse
                .bearer("none")
                .get(path)
                .then()
                .statusCode(401)
                .extract()
                .headers()
                .getValues("WWW-Authenticate");
        List<String> named = challenges.stream()
                .map(METADATA::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
        assertEquals(1, named.size(), challenges.toString());
        assertTrue(named.getFirst().startsWith(gatehouse.issuer() + "/"), named.toString());
        given().get(named.getFirst())
                .then()
                .statusCode(200)
                .body("resource", equalTo(gatehouse.issuer()))
                .body("authorization_servers", hasItem(gatehouse.issuer()));
    }
}
