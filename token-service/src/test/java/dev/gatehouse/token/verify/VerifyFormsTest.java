package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.proof.ProofMaker;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which {@code /verify} is asked and answers: JSON, the path of Envoy. */
@QuarkusTest
class VerifyFormsTest {
    private final String user = UUID.randomUUID().toString();
    private final ProofMaker maker = ProofMaker.of("ES256");
    private final Minter minter;
    private final RedisDataSource redis;

    @Inject
    VerifyFormsTest(RedisDataSource redis, Minter minter) {
        this.redis = redis;
        this.minter = minter;
    }

    @BeforeEach
    void redisHasLostNothing() {
        ProofMaker.remembered(redis);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whoeverAsksForJsonIsToldAllInTheBody(Format format) {
        var terms = new Terms(null, null, null, null, new Confirmation(maker.jkt(), null), new Actor("a", "c", null));
        String token = token(format, Scope.of("profile"), terms);
        var body = given().header("Authorization", "DPoP " + token)
                .header("DPoP", maker.proof("GET", "https://api.example/", token))
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example")
                .header("X-Forwarded-Method", "GET")
                .header("X-Forwarded-Uri", "/")
                .header("Accept", "text/html, application/json;q=0.9")
                .get("/verify")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("X-Auth-Subject", user)
                .body("active", equalTo(true))
                .body("method", equalTo(format.name()))
                .body("subject", equalTo(user))
                .body("username", equalTo("ada"))
                .body("client_id", nullValue())
                .body("scope", equalTo("profile"))
                .body("audience", contains("http://localhost:8080"))
                .body("sid", equalTo("s1"))
                .body("auth_time", notNullValue())
                .body("acr", equalTo("urn:gatehouse:acr:single"))
                .body("amr", contains("pwd"))
                .body("act.sub", equalTo("a"))
                .body("act.client_id", equalTo("c"))
                .body("cnf.jkt", equalTo(maker.jkt()))
                .body("expires_at", notNullValue());
        String handed = body.extract().path("token");
        body.header("Authorization", "Bearer " + handed);
        String claims = new String(Base64.getUrlDecoder().decode(handed.split("\\.")[1]), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"cnf\":{\"jkt\":\"" + maker.jkt() + "\"}"), claims);
        assertFalse(body.extract().asString().contains("null"), body.extract().asString());
    }

    @Test
    void refusalsAreProblemsInAnyCase() {
        given().accept("application/json")
                .get("/verify")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void thePathOfEnvoyIsTheOriginalOne() {
        String token = token(Format.jwt, Scope.of("profile"), new Terms(null, null, null, null, null, null));
        for (String path : List.of("/verify/", "/verify/orders/1", "/verify/verify", "/verify/a%2Fb")) {
            bearer(token).get(path).then().statusCode(200).header("X-Auth-Subject", user);
            given().urlEncodingEnabled(false).get(path).then().statusCode(401);
        }
        bearer(token).post("/verify/orders").then().statusCode(200);
        // What the caller asks the API for is no demand, and lifts none.
        bearer(token).get("/verify/orders?scope=other&max_age=soon").then().statusCode(200);
        bearer(token).get("/verify?scope=other").then().statusCode(403);
        String bound = token(
                Format.jwt, Scope.NONE, new Terms(null, null, null, null, new Confirmation(maker.jkt(), null), null));
        for (Map.Entry<String, Integer> each : Map.of("/orders/1?a=b", 200, "/orders/2", 401, "/verify/orders/1", 401)
                .entrySet()) {
            given().header("Authorization", "DPoP " + bound)
                    .header("DPoP", maker.proof("GET", "https://api.example/orders/1", bound))
                    .header("X-Forwarded-Proto", "https")
                    .header("Host", "api.example")
                    .header("X-Forwarded-Uri", "/orders/1")
                    .get("/verify" + each.getKey())
                    .then()
                    .statusCode(each.getValue());
        }
    }

    @Test
    void besideThePathOfEnvoyHeadersDemand() {
        String token = token(
                Format.jwt, Scope.of("profile"), new Terms(List.of("https://a.example"), null, null, null, null, null));
        Map<Map<String, String>, Integer> answers = Map.of(
                Map.of("X-Demand-Scope", "profile", "X-Demand-Audience", "https://a.example"), 200,
                Map.of("X-Demand-Scope", "other"), 403,
                Map.of("X-Demand-Audience", "https://b.example"), 401,
                Map.of("X-Demand-Acr", "phr"), 403,
                Map.of("X-Demand-Max-Age", "soon"), 400);
        answers.forEach((headers, status) ->
                bearer(token).headers(headers).get("/verify/orders/1").then().statusCode(status));
        // What a caller adds to the proxy's own takes nothing back.
        bearer(token)
                .header("X-Demand-Scope", "other", "profile")
                .get("/verify/orders/1")
                .then()
                .statusCode(400);
    }

    /** nginx asks with GET, whatever the call is: a POST by cookie would need no CSRF token. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Uri", "X-Original-Uri", "X-Original-URI"})
    void aProxyThatNamesTheUriNamesTheMethod(String header) {
        String token = token(Format.jwt, Scope.NONE, Terms.NONE);
        bearer(token)
                .header(header, "/orders")
                .get("/verify")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("must name the method"));
        bearer(token)
                .header(header, "/orders")
                .header("X-Forwarded-Method", "POST")
                .get("/verify")
                .then()
                .statusCode(200);
        // Envoy asks with the method of the call.
        bearer(token).header(header, "/orders").post("/verify/orders").then().statusCode(200);
    }

    @Test
    void jsonIsAskedForByItsName() {
        assertTrue(ForwardAuth.accepted(List.of("text/html", "Application/JSON ; q=1")));
        assertFalse(ForwardAuth.accepted(List.of("*/*", "application/problem+json", "")));
        assertFalse(ForwardAuth.accepted(List.of()));
    }

    private static RequestSpecification bearer(String token) {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
    }

    private String token(Format format, Scope scope, Terms terms) {
        return minter.mint(new Mint(user, "ada", null, scope, "s1", Instant.now(), List.of("pwd"), format, false, null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }
}
