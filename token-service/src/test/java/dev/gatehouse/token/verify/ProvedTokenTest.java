package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access tokens that are bound to a key, at {@code /verify}. */
@QuarkusTest
class ProvedTokenTest {
    private static final String URI = "https://api.example/orders/1";
    private final ProofMaker maker = ProofMaker.of("ES256");
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final RedisDataSource redis;

    @Inject
    ProvedTokenTest(RedisDataSource redis, Minter minter) {
        this.redis = redis;
        this.minter = minter;
    }

    @BeforeEach
    void redisHasLostNothing() {
        ProofMaker.remembered(redis);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTokenWithAProofOfItsKeyCountsOnce(Format format) {
        String token = token(format, maker.jkt());
        String proof = maker.proof("POST", URI, token);
        order(token, proof).get("/verify").then().statusCode(200).header("X-Auth-Subject", user);
        refused(order(token, proof).get("/verify"), "DPoP", "invalid_dpop_proof");
        order(token, maker.proof("POST", URI, token)).get("/verify").then().statusCode(200);
    }

    /** What was used before, nobody knows any more. */
    @Test
    void afterALossOfRedisAProofNeedsANonceOfSinceThen() {
        String token = token(Format.jwt, maker.jkt());
        String before = maker.proof("POST", URI, token);
        order(token, before).get("/verify").then().statusCode(200);
        ProofMaker.forgotten(redis);
        Response answer = order(token, before).get("/verify");
        refused(answer, "DPoP", "use_dpop_nonce");
        String nonce = answer.header("DPoP-Nonce");
        // One that is made for a time to come could be of before, too.
        Instant ahead = Instant.now().plusSeconds(50);
        refused(order(token, proof(token, ahead, null)).get("/verify"), "DPoP", "use_dpop_nonce");
        refused(order(token, proof(token, Instant.now(), "made.up")).get("/verify"), "DPoP", "use_dpop_nonce");
        String since = proof(token, Instant.now(), nonce);
        order(token, since).get("/verify").then().statusCode(200);
        refused(order(token, since).get("/verify"), "DPoP", "invalid_dpop_proof");
        ProofMaker.forgotten(redis);
        refused(order(token, proof(token, Instant.now(), nonce)).get("/verify"), "DPoP", "use_dpop_nonce");
    }

    private String proof(String token, Instant issuedAt, @Nullable String nonce) {
        var claims = new HashMap<>(ProofMaker.claims("POST", URI, token, issuedAt));
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return maker.proof(claims);
    }

    @Test
    void aProofOfAnotherKeyOrForAnotherCallIsNone() {
        String token = token(Format.jwt, maker.jkt());
        refused(order(token, ProofMaker.of("ES256").proof("POST", URI, token)).get("/verify"), "DPoP", "invalid_token");
        refused(order(token, maker.proof("GET", URI, token)).get("/verify"), "DPoP", "invalid_dpop_proof");
        refused(order(token, maker.proof("POST", URI + "/2", token)).get("/verify"), "DPoP", "invalid_dpop_proof");
        refused(
                order(token, maker.proof("POST", URI, token))
                        .header("DPoP", maker.proof("POST", URI, token))
                        .get("/verify"),
                "DPoP",
                "invalid_dpop_proof");
        refused(
                order(token, maker.proof("POST", URI, token))
                        .header("X-Original-Uri", "/orders/2")
                        .get("/verify"),
                "DPoP",
                "invalid_dpop_proof");
        refused(given().header("Authorization", "DPoP " + token).get("/verify"), "DPoP", "invalid_dpop_proof");
    }

    @Test
    void aRefusedCallLeavesItsProofUnused() {
        String token = token(Format.jwt, maker.jkt());
        String stranger = token(Format.jwt, ProofMaker.of("ES256").jkt());
        String proof = maker.proof("POST", URI, token);
        refused(order(stranger, proof).get("/verify"), "DPoP", "invalid_dpop_proof");
        order(token, proof).get("/verify").then().statusCode(200);
    }

    @Test
    void theSchemeIsThatOfTheToken() {
        String bound = token(Format.jwt, maker.jkt());
        refused(given().header("Authorization", "Bearer " + bound).get("/verify"), "DPoP", "invalid_token");
        String unbound = token(Format.jwt, null);
        refused(order(unbound, maker.proof("POST", URI, unbound)).get("/verify"), "DPoP", "invalid_token");
        given().header("Authorization", "Bearer " + unbound)
                .get("/verify")
                .then()
                .statusCode(200);
    }

    @Test
    void withoutAProxyItIsTheCallItselfThatIsProved() {
        String token = token(Format.jwt, maker.jkt());
        String own = io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + "/verify";
        given().header("Authorization", "DPoP " + token)
                .header("DPoP", maker.proof("GET", own, token))
                .get("/verify?scope=profile")
                .then()
                .statusCode(200);
    }

    @Test
    void demandsAreRefusedInTheSameScheme() {
        String token = token(Format.jwt, maker.jkt());
        order(token, maker.proof("POST", URI, token))
                .get("/verify?scope=other")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", equalTo("DPoP error=\"insufficient_scope\", scope=\"other\""));
    }

    private static RequestSpecification order(String token, String proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .header("X-Forwarded-Method", "POST")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example")
                .header("X-Forwarded-Uri", "/orders/1?a=b");
    }

    private static void refused(Response answer, String scheme, String error) {
        List<String> challenges =
                answer.then().statusCode(401).extract().headers().getValues("WWW-Authenticate");
        assertTrue(
                challenges.stream()
                        .anyMatch(each -> each.startsWith(scheme + " ") && each.contains("error=\"" + error + "\"")),
                challenges.toString());
    }

    private String token(Format format, @Nullable String jkt) {
        var terms = new Terms(null, null, null, null, jkt == null ? null : new Confirmation(jkt, null), null);
        return minter.mint(new Mint(
                                user,
                                "ada",
                                null,
                                Scope.of("profile"),
                                null,
                                Instant.now(),
                                List.of("pwd"),
                                format,
                                false,
                                null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }
}
