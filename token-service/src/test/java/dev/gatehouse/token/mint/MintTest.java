package dev.gatehouse.token.mint;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.grant.GrantStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MintTest {
    private static final String USER = "7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d";
    private final ServiceTokens services;
    private final Minter minter;
    private final GrantStore grants;

    @Inject
    MintTest(ServiceTokens services, Minter minter, GrantStore grants) {
        this.grants = grants;
        this.services = services;
        this.minter = minter;
    }

    @Test
    void anyoneCanVerifyAJwtByThePublishedKeys() throws Exception {
        JsonPath minted = mint("""
                {"subject": "%s", "username": "ada", "client_id": "app", "scope": "openid email", "sid": "s1",
                 "auth_time": "2026-01-01T00:00:00Z", "amr": ["pwd"], "format": "jwt", "refresh": false}
                """.formatted(USER));
        SignedJWT jwt = SignedJWT.parse(minted.getString("access_token"));
        assertEquals("at+jwt", jwt.getHeader().getType().getType());
        assertEquals("ES256", jwt.getHeader().getAlgorithm().getName());
        JWTClaimsSet claims = verified(jwt);
        assertEquals("http://localhost:8080", claims.getIssuer());
        assertEquals(List.of("http://localhost:8080"), claims.getAudience());
        assertEquals(USER, claims.getSubject());
        assertEquals("app", claims.getStringClaim("client_id"));
        assertEquals("openid email", claims.getStringClaim("scope"));
        assertEquals("s1", claims.getStringClaim("sid"));
        assertEquals("ada", claims.getStringClaim("preferred_username"));
        assertEquals(List.of("pwd"), claims.getStringListClaim("amr"));
        assertEquals(1767225600L, claims.getLongClaim("auth_time"));
        assertNotNull(claims.getJWTID());
        assertNull(claims.getClaim("grant_id"));
        assertEquals(
                300_000,
                claims.getExpirationTime().getTime() - claims.getIssueTime().getTime());
        assertEquals(300, minted.getInt("expires_in"));
        assertNull(minted.getString("refresh_token"));
    }

    @Test
    void aTokenIsAsTheOrderAsksForIt() throws Exception {
        JsonPath minted = mint("""
                {"subject": "%s", "username": "ada", "client_id": "app", "scope": "a", "format": "jwt", "refresh": false,
                 "terms": {"audience": ["https://a.example", "https://b.example"], "lifetime": "PT45S", "algorithm": "RS256",
                           "claims": {"tenant": {"id": 7}},
                           "confirmation": {"x5t#S256": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"},
                           "actor": {"sub": "helper", "client_id": "helper", "act": {"sub": "other"}}}}
                """.formatted(USER));
        SignedJWT jwt = SignedJWT.parse(minted.getString("access_token"));
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        JWTClaimsSet claims = verified(jwt);
        assertEquals(List.of("https://a.example", "https://b.example"), claims.getAudience());
        assertEquals(Map.of("id", 7L), claims.getJSONObjectClaim("tenant"));
        assertEquals(
                Map.of("x5t#S256", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), claims.getJSONObjectClaim("cnf"));
        assertEquals(
                Map.of("sub", "helper", "client_id", "helper", "act", Map.of("sub", "other")),
                claims.getJSONObjectClaim("act"));
        assertEquals(45, minted.getInt("expires_in"));
    }

    @Test
    void anIdTokenIsForTheClientAndBoundToTheAccessToken() throws Exception {
        JsonPath minted = mint("""
                {"subject": "%s", "username": "ada", "client_id": "app", "scope": "openid", "sid": "s1",
                 "auth_time": "2026-01-01T00:00:00Z", "amr": ["pwd"], "format": "opaque", "refresh": true,
                 "id_token": {"audience": "app", "nonce": "n-1",
                              "claims": {"email": "ada@example.org", "email_verified": true, "iss": "evil"}}}
                """.formatted(USER));
        assertTrue(minted.getString("access_token").startsWith("gha_"));
        assertTrue(minted.getString("refresh_token").startsWith("ghr_"));
        assertNotNull(minted.getString("grant_id"));
        SignedJWT jwt = SignedJWT.parse(minted.getString("id_token"));
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        JWTClaimsSet claims = verified(jwt);
        assertEquals("http://localhost:8080", claims.getIssuer());
        assertEquals(List.of("app"), claims.getAudience());
        assertEquals("n-1", claims.getStringClaim("nonce"));
        assertEquals("ada@example.org", claims.getStringClaim("email"));
        assertEquals(true, claims.getBooleanClaim("email_verified"));
        assertEquals("s1", claims.getStringClaim("sid"));
        assertEquals(22, claims.getStringClaim("at_hash").length());
    }

    @Test
    void anIdTokenIsSignedAsTheClientIsRegistered() throws Exception {
        JsonPath minted = mint("""
                {"subject": "%s", "username": "ada", "client_id": "app", "scope": "openid", "format": "jwt", "refresh": false,
                 "id_token": {"audience": "app", "claims": {}}, "terms": {"beside": {"id_token_algorithm": "ES256"}}}
                """.formatted(USER));
        SignedJWT jwt = SignedJWT.parse(minted.getString("id_token"));
        assertEquals("ES256", jwt.getHeader().getAlgorithm().getName());
        assertEquals(List.of("app"), verified(jwt).getAudience());
    }

    @Test
    void theFirstTokenMayBeForSomeOfTheResourcesOfItsGrant() throws Exception {
        String order = """
                {"subject": "app", "client_id": "app", "scope": "a", "format": "jwt", "refresh": true,
                 "terms": {"audience": ["urn:a", "urn:b"]}, "audience": ["%s"]}
                """;
        JsonPath minted = mint(order.formatted("urn:b"));
        assertEquals(
                List.of("urn:b"),
                verified(SignedJWT.parse(minted.getString("access_token"))).getAudience());
        JsonPath next = internal()
                .body(Map.of("refresh_token", minted.getString("refresh_token"), "client_id", "app", "allowed", "a"))
                .post("/internal/tokens/refresh")
                .jsonPath();
        assertEquals(
                List.of("urn:a", "urn:b"),
                verified(SignedJWT.parse(next.getString("access_token"))).getAudience());
        assertEquals("invalid_target", mint(order.formatted("urn:c")).getString("error"));
    }

    @Test
    void whatATokenTellsOfItsUserIsNotKept() throws Exception {
        String order = """
                {"subject": "%s", "username": "ada", "client_id": "app", "scope": "a", "format": "jwt", "refresh": true,
                 "terms": {"claims": {"tenant": "t1"}, "beside": {"claims_by_scope": {"a": ["email"]}}}, "told": {"%s": "x"}}
                """;
        JsonPath minted = mint(order.formatted(USER, "email"));
        JWTClaimsSet claims = verified(SignedJWT.parse(minted.getString("access_token")));
        assertEquals("x", claims.getStringClaim("email"));
        assertEquals("t1", claims.getStringClaim("tenant"));
        Terms kept = grants.find(UUID.fromString(minted.getString("grant_id")))
                .orElseThrow()
                .content()
                .terms();
        assertEquals(Map.of("tenant", "t1"), kept.claims());
        assertEquals("invalid_request", mint(order.formatted(USER, "client_id")).getString("error"));
    }

    @Test
    void aFirstPartyTokenNamesGatehouseAsItsClient() throws Exception {
        JsonPath minted = mint("""
                {"subject": "%s", "username": "ada", "scope": "a", "format": "jwt", "refresh": false}
                """.formatted(USER));
        assertEquals(
                "gatehouse",
                verified(SignedJWT.parse(minted.getString("access_token"))).getStringClaim("client_id"));
    }

    @Test
    void anAccessTokenNamesItsGrant() throws Exception {
        JsonPath minted = mint("""
                {"subject": "app", "client_id": "app", "scope": "a", "format": "jwt", "refresh": true}
                """);
        assertEquals(
                minted.getString("grant_id"),
                verified(SignedJWT.parse(minted.getString("access_token"))).getStringClaim("grant_id"));
    }

    @Test
    void aBurstOfOpaqueTokensWaitsForRedisRatherThanFails() {
        var order = new Mint("app", null, "app", Scope.of("a"), null, null, null, Format.opaque, false, null);
        var burst = Stream.generate(() -> minter.mint(order)).limit(500).toList();
        var minted = Uni.join().all(burst).andFailFast().await().indefinitely();
        assertEquals(500, minted.stream().map(Minted::accessToken).distinct().count());
    }

    private JsonPath mint(String order) {
        return internal()
                .body(order)
                .post("/internal/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON);
    }

    private static JWTClaimsSet verified(SignedJWT jwt) throws Exception {
        JWK key = JWKSet.parse(given().get("/.well-known/jwks.json").asString())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        JWSVerifier verifier = key.getKeyType().equals(KeyType.EC)
                ? new ECDSAVerifier(key.toECKey())
                : new RSASSAVerifier(key.toRSAKey());
        assertTrue(jwt.verify(verifier));
        return jwt.getJWTClaimsSet();
    }
}
