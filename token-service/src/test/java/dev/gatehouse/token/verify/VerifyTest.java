package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VerifyTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final Revocations revocations;

    @Inject
    VerifyTest(Minter minter, Revocations revocations) {
        this.minter = minter;
        this.revocations = revocations;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void tellsWhoseTokenItIs(Format format) throws Exception {
        Instant signIn = Instant.now();
        ValidatableResponse answer = bearer(userToken(format, signIn))
                .header("X-Auth-Subject", "root")
                .header("X-Auth-Client", "mine")
                .get("/verify?scope=profile+email&max_age=60")
                .then()
                .statusCode(200)
                .body(emptyString())
                .header("Cache-Control", "no-store")
                .header("X-Auth-Subject", user)
                .header("X-Auth-Username", "ad%C3%A4")
                .header("X-Auth-Client", (String) null)
                .header("X-Auth-Scope", "profile email")
                .header("X-Auth-Method", format.name())
                .header("X-Auth-Audience", "http://localhost:8080")
                .header("X-Auth-Session", "s1")
                .header("X-Auth-Time", Long.toString(signIn.getEpochSecond()));
        String token = answer.extract().header("Authorization").substring("Bearer ".length());
        JWTClaimsSet claims = verified(token);
        assertEquals("http://localhost:8080", claims.getIssuer());
        assertEquals(List.of("gatehouse:api"), claims.getAudience());
        assertEquals(List.of("http://localhost:8080"), claims.getStringListClaim("auth_audience"));
        assertEquals(user, claims.getSubject());
        assertEquals("ad\u00e4", claims.getStringClaim("preferred_username"));
        assertEquals("profile email", claims.getStringClaim("scope"));
        assertEquals(format.name(), claims.getStringClaim("auth_method"));
        assertEquals("s1", claims.getStringClaim("sid"));
        assertEquals("urn:gatehouse:acr:single", claims.getStringClaim("acr"));
        assertNull(claims.getClaim("client_id"));
        long life = claims.getExpirationTime().getTime() - claims.getIssueTime().getTime();
        assertTrue(life > 0 && life <= 60_000, "lives " + life + " ms");
        // What is meant for APIs opens nothing here.
        bearer(token).get("/verify").then().statusCode(401);
    }

    @Test
    void anyMethodWillDo() {
        String token = userToken(Format.jwt, Instant.now());
        for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
            bearer(token).request(method, "/verify").then().statusCode(200).header("X-Auth-Subject", user);
            given().request(method, "/verify").then().statusCode(401);
        }
        bearer(token)
                .contentType("application/xml")
                .body("<a/>")
                .post("/verify")
                .then()
                .statusCode(200);
    }

    @Test
    void aRevokedTokenIsNobodys() {
        String token = userToken(Format.opaque, Instant.now());
        bearer(token).get("/verify").then().statusCode(200);
        revocations.revoke(new Revoke(Kind.user, user));
        refused(bearer(token).get("/verify"));
    }

    private static void refused(Response answer) {
        List<String> challenges =
                answer.then().statusCode(401).extract().headers().getValues("WWW-Authenticate");
        assertTrue(
                challenges.stream().anyMatch(each -> each.contains("error=\"invalid_token\"")), challenges.toString());
    }

    @Test
    void aCallWithoutCredentialsIsToldEachWayIn() {
        var answer =
                given().header("X-Auth-Subject", user).get("/verify").then().statusCode(401);
        answer.contentType("application/problem+json").header("Cache-Control", "no-store");
        assertEquals(
                List.of(
                        "Bearer realm=\"gatehouse\"",
                        "DPoP realm=\"gatehouse\", algs=\"ES256 EdDSA RS256 PS256\"",
                        "Basic realm=\"gatehouse\", charset=\"UTF-8\"",
                        "Cookie realm=\"gatehouse\", cookie-name=\"__Host-gatehouse\", form-action=\"/login\""),
                answer.extract().headers().getValues("WWW-Authenticate"));
        assertNull(answer.extract().header("X-Auth-Subject"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer gha_x", "Bearer ghk_x", "Bearer", "Basic x", "DPoP x", "Bearer a.b.c"})
    void anInvalidHeaderIsTheEndOfItWhateverTheCookie(String header) {
        // With the cookie looked up, session-service's absence would make it 503.
        given().header("Authorization", header)
                .header("Cookie", "__Host-gatehouse=abc")
                .get("/verify")
                .then()
                .statusCode(401);
    }

    @Test
    void twoAuthorizationHeadersAreTooMany() {
        String token = userToken(Format.jwt, Instant.now());
        bearer(token)
                .header("Authorization", "Bearer " + token)
                .get("/verify")
                .then()
                .statusCode(400);
        bearer(token)
                .header("Authorization", "Bearer " + token)
                .delete("/tokens/current")
                .then()
                .statusCode(400);
        bearer(token).get("/verify").then().statusCode(200);
    }

    @Test
    void twoCookiesAreTooMany() {
        given().header("Cookie", "__Host-gatehouse=abc; __Host-gatehouse=def")
                .get("/verify")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void says503WhileAPeerIsAway() {
        given().header("Cookie", "__Host-gatehouse=abc")
                .get("/verify")
                .then()
                .statusCode(503)
                .header("Retry-After", "2");
        given().auth()
                .preemptive()
                .basic("ada", "four-candles-please")
                .get("/verify")
                .then()
                .statusCode(503)
                .header("Retry-After", "2");
    }

    @Test
    void demandsThatAreNotMetAreNamed() {
        String token = userToken(Format.jwt, Instant.now().minusSeconds(600));
        bearer(token)
                .get("/verify?scope=profile+account")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"))
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"profile account\"");
        bearer(token)
                .get("/verify?max_age=300&acr=urn:x")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_user_authentication"))
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", max_age=\"300\", acr_values=\"urn:x\"");
        bearer(token).get("/verify?acr=urn:gatehouse:acr:single").then().statusCode(200);
        bearer(token).get("/verify?acr=phr").then().statusCode(403);
        bearer(token).get("/verify?max_age=soon").then().statusCode(400).body("code", equalTo("invalid_request"));
    }

    @Test
    void aClientActingForItselfHasNoSignIn() {
        String token = minter.mint(
                        new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.jwt, false, null))
                .await()
                .indefinitely()
                .accessToken();
        bearer(token)
                .get("/verify?scope=a")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", "app")
                .header("X-Auth-Client", "app")
                .header("X-Auth-Username", (String) null);
        bearer(token).get("/verify?max_age=300").then().statusCode(403);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsBoundToAKeyOpensNothingByItself(Format format) {
        for (var key : List.of(new Confirmation(THUMBPRINT, null), new Confirmation(null, THUMBPRINT))) {
            String token = userToken(format, Instant.now(), new Terms(null, null, null, null, key, null));
            refused(bearer(token).get("/verify"));
            bearer(token).delete("/tokens/current").then().statusCode(401);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTokenForOtherResourcesIsNotForWhoeverDemandsTheirOwn(Format format) {
        List<String> audience = List.of("https://a.example", "https://b.example");
        String token = userToken(format, Instant.now(), new Terms(audience, null, null, null, null, null));
        bearer(token)
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Audience", "https://a.example https://b.example");
        bearer(token).get("/verify?audience=https%3A%2F%2Fb.example").then().statusCode(200);
        refused(bearer(token).get("/verify?audience=https%3A%2F%2Fc.example"));
        bearer(token).get("/verify?audience=a&audience=a").then().statusCode(400);
        // Nor does it open anything of Gatehouse's own.
        bearer(token).delete("/tokens/current").then().statusCode(401);
        bearer(token).get("/verify").then().statusCode(200);
    }

    private String userToken(Format format, Instant authTime) {
        return userToken(format, authTime, Terms.NONE);
    }

    private String userToken(Format format, Instant authTime, Terms terms) {
        return minter.mint(new Mint(
                                user,
                                "ad\u00e4",
                                null,
                                Scope.of("profile", "email"),
                                "s1",
                                authTime,
                                List.of("pwd"),
                                format,
                                false,
                                null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }

    private static RequestSpecification bearer(String token) {
        // As written: a plus sign in a query is a space.
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        assertEquals("gatehouse-api+jwt", jwt.getHeader().getType().getType());
        var keys = JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        assertTrue(jwt.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())));
        return jwt.getJWTClaimsSet();
    }
}
