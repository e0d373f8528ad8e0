package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.proof.ProofMaker;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /verify} of many credentials at once, and what is no batch though it has a body. */
@QuarkusTest
class VerifyBatchTest {
    private final String user = UUID.randomUUID().toString();
    private final ProofMaker maker = ProofMaker.of("ES256");
    private final Minter minter;
    private final RedisDataSource redis;

    @Inject
    VerifyBatchTest(RedisDataSource redis, Minter minter) {
        this.redis = redis;
        this.minter = minter;
    }

    @BeforeEach
    void redisHasLostNothing() {
        ProofMaker.remembered(redis);
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

    private static Response batch(String token, List<? extends Map<String, ?>> credentials) {
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
