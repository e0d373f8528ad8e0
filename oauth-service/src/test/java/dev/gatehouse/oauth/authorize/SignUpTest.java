package dev.gatehouse.oauth.authorize;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application has its user make an account first (Initiating User Registration via OpenID Connect 1.0). */
@QuarkusTest
@TestProfile(Peers.Present.class)
class SignUpTest {
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final UUID user = UUID.randomUUID();
    private String request = "";

    @Inject
    SignUpTest(ClientAdministration administration, ConsentStore consents) {
        this.administration = administration;
        this.consents = consents;
    }

    @BeforeEach
    void anApplicationThatTheUserAllows() {
        String client = Fixtures.register(administration, "none").client().clientId();
        consents.allow(user, client, Scope.of("openid"));
        request = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
    }

    @Test
    void whoIsNotSignedInMakesAnAccountAndSignsInWithIt() {
        var led = send(request + "&prompt=create&ui_locales=de", "")
                .statusCode(303)
                .header("Location", startsWith("/register?ui_locales=de&return_to=%2Foauth2%2Fauthorize%3F"))
                .header("Set-Cookie", startsWith(FormToken.COOKIE + "="));
        String location = led.extract().header("Location");
        String target = String.valueOf(FormParameters.parse(location.substring(location.indexOf('?') + 1))
                .get("return_to"));
        String back = target.substring(target.indexOf('?') + 1);
        assertNull(FormParameters.parse(back).get("prompt"));
        String browser = led.extract().header("Set-Cookie").split(";", 2)[0];
        // Back without a sign-in, and with the one of somebody who was there before.
        send(back, browser).header("Location", startsWith("/login?prompt=login"));
        send(back, browser + "; " + session(Instant.now().minusSeconds(60)))
                .header("Location", startsWith("/login?prompt=login"));
        send(back, browser + "; " + session(Instant.now()))
                .statusCode(303)
                .header("Location", startsWith("https://app.example/cb?code="));
    }

    @Test
    void whoIsSignedInHasAnAccount() {
        send(request + "&prompt=create", session(Instant.now().minusSeconds(60)))
                .statusCode(303)
                .header("Location", startsWith("https://app.example/cb?code="));
    }

    @Test
    void itGoesWithNoOther() {
        for (String prompt : new String[] {"create+none", "create+login", "consent+create"}) {
            send(request + "&prompt=" + prompt, "")
                    .statusCode(303)
                    .header("Location", containsString("error=invalid_request"));
        }
    }

    @Test
    void discoverySaysSo() {
        var values = given().get("/.well-known/openid-configuration")
                .then()
                .body("prompt_values_supported", hasItem("create"))
                .extract()
                .<List<String>>path("prompt_values_supported");
        assertEquals(5, values.size());
    }

    private String session(Instant authTime) {
        return SessionService.COOKIE + "=" + user + "." + authTime.toEpochMilli();
    }

    private static ValidatableResponse send(String query, String cookies) {
        var call = given().redirects().follow(false).urlEncodingEnabled(false);
        return (cookies.isEmpty() ? call : call.header("Cookie", cookies))
                .get("/oauth2/authorize?" + query)
                .then();
    }
}
