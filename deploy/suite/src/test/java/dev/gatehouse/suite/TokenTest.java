package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens by API: random ones and JWTs, their refresh and their revocation. */
class TokenTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void eitherFormIsGoodForCalls(String type) {
        Response tokens = gatehouse.signInForTokens(alice, type);
        tokens.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("access_token", type.equals("opaque") ? startsWith("gha_") : startsWith("ey"))
                .body("refresh_token", startsWith("ghr_"))
                .body("expires_in", greaterThan(0));
        String token = tokens.path("access_token");
        gatehouse.bearer(token).get("/users/me").then().statusCode(200).body("username", equalTo(alice.username()));
        gatehouse
                .bearer(token)
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Method", type)
                .header("X-Auth-Subject", alice.id());
    }

    @Test
    void anIndependentVerifierAcceptsTheJwt() throws Exception {
        JWTClaimsSet claims = verified(gatehouse.signInForTokens(alice, "jwt").path("access_token"));
        assertEquals(gatehouse.issuer(), claims.getIssuer());
        assertEquals(alice.id(), claims.getSubject());
        assertTrue(claims.getStringClaim("scope").contains("profile"));
        assertTrue(claims.getJWTID().length() > 10);
    }

    private JWTClaimsSet verified(String token) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(URI.create(gatehouse.issuer() + "/.well-known/jwks.json")
                                .toURL())
                        .build()));
        return processor.process(token, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void refreshingRotatesAndALostAnswerIsGivenAgain(String type) {
        String first = gatehouse.signInForTokens(alice, type).path("refresh_token");
        Response second = refresh(first);
        second.then().statusCode(200).body("refresh_token", not(equalTo(first)));
        assertEquals(second.<String>path("refresh_token"), refresh(first).path("refresh_token"));
        gatehouse.bearer(second.path("access_token")).get("/users/me").then().statusCode(200);
    }

    @Test
    void aReplayOfAnOldRefreshTokenKillsTheFamily() {
        Response first = gatehouse.signInForTokens(alice, "jwt");
        Response second = refresh(first.path("refresh_token"));
        Response third = refresh(second.path("refresh_token"));
        third.then().statusCode(200);
        refresh(first.path("refresh_token")).then().statusCode(401).body("code", equalTo("invalid_grant"));
        refresh(third.path("refresh_token")).then().statusCode(401).body("code", equalTo("invalid_grant"));
        for (Response issued : List.of(first, second, third)) {
            gatehouse.bearer(issued.path("access_token")).get("/verify").then().statusCode(401);
        }
    }

    @Test
    void eightTabsThatRefreshAtOnceAllGoOn() throws Exception {
        String first = gatehouse.signInForTokens(alice, "jwt").path("refresh_token");
        Callable<String> tab = () -> {
            Response answer = refresh(first);
            answer.then().statusCode(200);
            return answer.path("refresh_token");
        };
        Set<String> successors = new HashSet<>();
        try (var tabs = Executors.newFixedThreadPool(8)) {
            for (var answer : tabs.invokeAll(java.util.Collections.nCopies(8, tab))) {
                successors.add(answer.get());
            }
        }
        assertEquals(1, successors.size());
        refresh(successors.iterator().next()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void aRevokedTokenIsRefusedAtOnceEverywhere(String type) {
        OAuthClient resourceServer = gatehouse.resourceServer();
        Response tokens = gatehouse.signInForTokens(alice, type);
        String token = tokens.path("access_token");
        gatehouse
                .introspect(resourceServer, token)
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("sub", equalTo(alice.id()))
                .body("username", equalTo(alice.username()));
        gatehouse.bearer(token).delete("/tokens/current").then().statusCode(204);
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.bearer(token).get("/users/me").then().statusCode(401);
        gatehouse.introspect(resourceServer, token).then().statusCode(200).body(equalTo("{\"active\":false}"));
        refresh(tokens.path("refresh_token")).then().statusCode(401);
    }

    @Test
    void endingTheSessionOfAUserWhoIsDisabledEndsTheirTokens() {
        Response tokens = gatehouse.signInForTokens(alice, "jwt");
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", true))
                .patch("/users/" + alice.id())
                .then()
                .statusCode(200);
        gatehouse.bearer(tokens.path("access_token")).get("/verify").then().statusCode(401);
        refresh(tokens.path("refresh_token")).then().statusCode(401);
        gatehouse.signInForTokens(alice, "jwt").then().statusCode(401);
    }

    @Test
    void aNarrowerScopeCanBeAskedForAndAWiderOneCannot() {
        Map<String, String> asked =
                Map.of("username", alice.username(), "password", alice.password(), "type", "jwt", "scope", "openid");
        String narrow = given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/tokens")
                .path("access_token");
        gatehouse
                .bearer(narrow)
                .get("/users/me")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", org.hamcrest.Matchers.containsString("insufficient_scope"));
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username",
                        alice.username(),
                        "password",
                        alice.password(),
                        "type",
                        "jwt",
                        "scope",
                        "gatehouse:admin"))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_scope"));
    }

    @Test
    void anApiKeyIsShownOnceAndEndsWhenItIsDeleted() {
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        Response made = gatehouse
                .bearer(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "nightly job", "scope", "profile"))
                .post("/tokens/keys");
        made.then().statusCode(201);
        String secret = apiKey(made);
        gatehouse.bearer(secret).get("/users/me").then().statusCode(200);
        gatehouse.bearer(secret).get("/verify").then().statusCode(200).header("X-Auth-Method", "api_key");
        String list = gatehouse.bearer(token).get("/tokens/keys").asString();
        assertTrue(list.contains("nightly job"));
        assertTrue(!list.contains(secret));
        gatehouse.bearer(token).delete("/tokens/keys/" + made.path("id")).then().statusCode(204);
        gatehouse.bearer(secret).get("/users/me").then().statusCode(401);
    }

    private static String apiKey(Response made) {
        return made.jsonPath().getMap("$").values().stream()
                .map(String::valueOf)
                .filter(value -> value.startsWith("ghk_"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        int middle = token.lastIndexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, middle) + other + token.substring(middle + 1);
        assertNotEquals(token, forged);
        gatehouse
                .bearer(forged)
                .get("/verify")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", org.hamcrest.Matchers.notNullValue());
    }

    private Response refresh(String token) {
        return given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", token))
                .post("/tokens/refresh");
    }
}
