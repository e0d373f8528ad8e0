package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which {@code /verify} is asked and answers: JSON, batches, the path of Envoy. */
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
    void aBatchIsAnsweredInItsOrder() {
        String token = token(Format.jwt, Scope.of("profile"), Terms.NONE);
        String opaque = token(Format.opaque, Scope.of("profile"), Terms.NONE);
        String bound = token(
                Format.jwt,
                Scope.of("profile"),
                new Terms(null, null, null, null, new Confirmation(maker.jkt(), null), null));
        String proof = maker.proof("PUT", "https://api.example/orders/1", bound);
        Map<String, Object> proved = Map.of(
                "authorization",
                "DPoP " + bound,
                "dpop",
                proof,
                "method",
                "PUT",
                "uri",
                "https://api.example/orders/1");
        batch(
                        asker(),
                        List.of(
                                Map.of("authorization", "Bearer " + token),
                                Map.of(),
                                Map.of("authorization", "Bearer " + opaque, "scope", "other"),
                                Map.of("authorization", "Bearer " + opaque),
                                proved,
                                Map.of("authorization", "DPoP " + bound, "dpop", proof),
                                Map.of("max_age", -1),
                                Map.of("cookie", "abc")))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                // Nobody is let in by it.
                .header("X-Auth-Subject", nullValue())
                .body("answers.status", contains(200, 401, 403, 200, 200, 401, 400, 503))
                .body("answers.identity.active", contains(true, false, false, true, true, false, false, false))
                .body("answers[0].identity.subject", equalTo(user))
                .body("answers[0].identity.token", notNullValue())
                .body("answers[1].challenges", hasItem(startsWith("Basic ")))
                .body("answers[1].identity.size()", equalTo(1))
                .body("answers[2].problem.code", equalTo("insufficient_scope"))
                .body("answers[3].identity.method", equalTo("opaque"))
                .body("answers[4].identity.cnf.jkt", equalTo(maker.jkt()));
    }

    @Test
    void aBatchNeedsAScopeOfItsOwn() {
        List<Map<String, String>> one = List.of(Map.of("authorization", "Bearer x"));
        given().contentType("application/json")
                .body(Map.of("credentials", one))
                .post("/verify")
                .then()
                .statusCode(401);
        String token = token(Format.jwt, Scope.of("profile"), Terms.NONE);
        batch(token, one).then().statusCode(403).body("code", equalTo("insufficient_scope"));
        String elsewhere = token(
                Format.jwt,
                Scope.of(Scope.VERIFY),
                new Terms(List.of("https://a.example"), null, null, null, null, null));
        batch(elsewhere, one).then().statusCode(401);
        batch(asker(), one).then().statusCode(200).body("answers", hasSize(1));
    }

    @Test
    void aBatchIsBounded() {
        Map<String, String> basic = Map.of("authorization", "Basic YTpi");
        batch(asker(), Collections.nCopies(101, Map.of())).then().statusCode(400);
        batch(asker(), Collections.nCopies(100, Map.of()))
                .then()
                .statusCode(200)
                .body("answers", hasSize(100));
        batch(asker(), Collections.nCopies(5, basic)).then().statusCode(400);
    }

    @Test
    void aBatchHoldsAsManyOfTheLongestCredentialsAsItMay() {
        Map<String, String> longest = Map.of(
                "authorization",
                "DPoP " + "x".repeat(8 * 1024),
                "dpop",
                "y".repeat(4 * 1024),
                "method",
                "PUT",
                "uri",
                "https://api.example/" + "z".repeat(2 * 1024));
        batch(asker(), Collections.nCopies(100, longest)).then().statusCode(200).body("answers", hasSize(100));
        batch(asker(), Collections.nCopies(100, Map.of("authorization", "x".repeat(17 * 1024))))
                .then()
                .statusCode(413)
                .body("code", equalTo("body_too_large"));
        // Nothing else is that large.
        bearer(asker())
                .contentType("application/json")
                .body(Map.of("token", "x".repeat(65 * 1024)))
                .post("/tokens")
                .then()
                .statusCode(413);
        bearer(asker())
                .contentType("application/json")
                .body(Map.of("token", "x".repeat(65 * 1024)))
                .post("/verify/orders")
                .then()
                .statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Method", "X-Original-Method"})
    void theBodyOfAForwardedCallIsNoBatch(String header) {
        bearer(asker())
                .contentType("application/json")
                .header(header, "POST")
                .body(Map.of("credentials", List.of(Map.of())))
                .post("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", user)
                .body(emptyString());
    }

    @Test
    void aPostOfAnythingElseIsForwardAuthAsEver() {
        String token = token(Format.jwt, Scope.of("profile"), Terms.NONE);
        for (String body : List.of("{\"orders\": []}", "{", "[1]", "\"half \\ud800\"")) {
            bearer(token)
                    .contentType("application/json")
                    .body(body)
                    .post("/verify")
                    .then()
                    .statusCode(200)
                    .header("X-Auth-Subject", user);
        }
        bearer(token)
                .contentType("text/plain")
                .body("{\"credentials\": []}")
                .post("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", not(nullValue()));
        bearer(token).contentType("application/json").post("/verify").then().statusCode(200);
    }

    @Test
    void jsonIsAskedForByItsName() {
        assertTrue(ForwardAuth.accepted(List.of("text/html", "Application/JSON ; q=1")));
        assertFalse(ForwardAuth.accepted(List.of("*/*", "application/problem+json", "")));
        assertFalse(ForwardAuth.accepted(List.of()));
    }

    private static io.restassured.response.Response batch(String token, List<? extends Map<String, ?>> credentials) {
        return bearer(token)
                .contentType("application/json")
                .body(Map.of("credentials", credentials))
                .post("/verify");
    }

    private static RequestSpecification bearer(String token) {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
    }

    private String asker() {
        return token(Format.jwt, Scope.of(Scope.VERIFY), Terms.NONE);
    }

    private String token(Format format, Scope scope, Terms terms) {
        return minter.mint(new Mint(user, "ada", null, scope, "s1", Instant.now(), List.of("pwd"), format, false, null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }
}
