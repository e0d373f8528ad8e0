package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hamcrest.MatcherAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one question that a proxy in front of an API asks. */
class VerifyTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");

    @Test
    void whoSendsNothingGetsAChallengeForEachScheme() {
        var answer = given().spec(gatehouse.origin()).get("/verify");
        answer.then().statusCode(401).contentType("application/problem+json");
        var challenges = answer.headers().getValues("WWW-Authenticate");
        MatcherAssert.assertThat(challenges, hasItem(startsWith("Basic")));
        MatcherAssert.assertThat(challenges, hasItem(startsWith("Bearer")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anyMethodIsAnswered(String method) {
        gatehouse.bearer(token).request(method, "/verify").then().statusCode(200);
    }

    @Test
    void theAnswerCarriesAShortJwtForTheApiThatIsNoAccessToken() throws Exception {
        String internal =
                gatehouse.bearer(token).get("/verify").header("Authorization").substring("Bearer ".length());
        var jwt = SignedJWT.parse(internal);
        var keys = JWKSet.load(
                URI.create(gatehouse.issuer() + "/.well-known/jwks.json").toURL());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        assertTrue(jwt.verify(new ECDSAVerifier(key.toECKey())));
        var claims = jwt.getJWTClaimsSet();
        assertEquals(alice.id(), claims.getSubject());
        long lifeMillis =
                claims.getExpirationTime().getTime() - claims.getIssueTime().getTime();
        assertTrue(lifeMillis <= Duration.ofSeconds(60).toMillis());
        gatehouse.bearer(internal).get("/verify").then().statusCode(401);
        gatehouse.bearer(internal).get("/users/me").then().statusCode(401);
    }

    @Test
    void scopesThatTheCallerLacksAreNamed() {
        gatehouse
                .bearer(token)
                .queryParam("scope", "profile email")
                .get("/verify")
                .then()
                .statusCode(200);
        gatehouse
                .bearer(token)
                .queryParam("scope", "profile notes:read")
                .get("/verify")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("insufficient_scope"))
                .header("WWW-Authenticate", containsString("insufficient_scope"));
    }

    @Test
    void aSignInThatIsTooOldHasToBeRepeated() {
        gatehouse.bearer(token).get("/verify?max_age=3600").then().statusCode(200);
        gatehouse
                .bearer(token)
                .get("/verify?acr=urn:gatehouse:none-such")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_user_authentication"));
    }

    @Test
    void whatTheCallerSaysOfItselfIsIgnored() {
        given().spec(gatehouse.origin())
                .header("X-Auth-Subject", "someone")
                .header("X-Auth-Scope", "gatehouse:admin")
                .get("/users/me")
                .then()
                .statusCode(401);
        gatehouse
                .bearer(token)
                .header("X-Auth-Subject", "someone")
                .header("X-Auth-Username", "someone")
                .get("/verify")
                .then()
                .header("X-Auth-Subject", alice.id())
                .header("X-Auth-Username", alice.username());
    }

    @Test
    void aBadTokenIsNotRescuedByAGoodCookie() {
        String cookie = gatehouse.signInForCookie(alice).cookie(Gatehouse.COOKIE);
        gatehouse
                .bearer("gha_nonsense")
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/verify")
                .then()
                .statusCode(401)
                .headers("WWW-Authenticate", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void anUnsafeMethodByCookieNeedsTheCsrfToken() {
        var session = gatehouse.signInForCookie(alice);
        String cookie = session.cookie(Gatehouse.COOKIE);
        for (String proxy : List.of("X-Forwarded-Method", "X-Original-Method")) {
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie)
                    .header(proxy, "POST")
                    .header("X-Forwarded-Uri", "/orders")
                    .get("/verify")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("csrf"));
        }
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .header("X-Forwarded-Method", "GET")
                .header("X-Original-Method", "POST")
                .get("/verify")
                .then()
                .statusCode(400);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .header("X-Forwarded-Method", "POST")
                .header("X-CSRF-Token", session.<String>path("csrf_token"))
                .get("/verify")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic",
                "Basic !!!",
                "Digest x",
                "Bearer a b",
                "Basic Zm9v",
                "Bearer ey.ey.ey"
            })
    void aMalformedAuthorizationIsRefusedWithoutAFault(String header) {
        given().spec(gatehouse.origin())
                .header("Authorization", header)
                .get("/verify")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(400, 401))
                .contentType("application/problem+json");
    }

    /** Gatehouse's own endpoints ask /verify as any API does; whatever it makes of a call is what they answer. */
    @Test
    void whatIsRefusedHereIsRefusedAlikeByTheServicesBehind() {
        Person alice = gatehouse.register();
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        String basic = Gatehouse.basic(alice.username(), alice.password());
        var twice = given().spec(gatehouse.origin()).header("Authorization", basic, "Bearer " + token);
        given().spec(twice).get("/verify").then().statusCode(400);
        given().spec(twice)
                .get("/users/me")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"));
    }
}
