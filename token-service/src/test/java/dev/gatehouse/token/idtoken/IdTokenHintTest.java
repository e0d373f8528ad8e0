package dev.gatehouse.token.idtoken;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.IdTokenOrder;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.clientkey.Sharing;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** ID tokens that come back to say whom a client means. */
@QuarkusTest
class IdTokenHintTest {
    private final String client = "app-" + UUID.randomUUID();
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final Signing signing;
    private final Sharing sharing;

    @Inject
    IdTokenHintTest(Minter minter, Signing signing, ServiceTokens services) {
        this.minter = minter;
        this.signing = signing;
        sharing = new Sharing(services);
    }

    @Test
    void tellsWhomItIsAboutAndForWhom() {
        read(idToken(minted(null)))
                .body("outcome", equalTo("hint"))
                .body("subject", equalTo(user))
                .body("audience", equalTo(client))
                .body("sid", equalTo("one"));
    }

    @Test
    void aPairwiseOneTellsWhoTheyAreToTheClient() throws Exception {
        Minted minted = minted(beside(null, "pairwise", null));
        assertEquals(
                "pairwise", SignedJWT.parse(idToken(minted)).getJWTClaimsSet().getSubject());
        read(idToken(minted)).body("subject", equalTo("pairwise"));
    }

    @Test
    void oneThatIsEncryptedIsReadOnceItsClientHasDecryptedIt() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        var encryption = new Encryption(
                "ECDH-ES+A128KW", "A128CBC-HS256", key.toPublicJWK().toJSONObject());
        String encrypted = idToken(minted(beside(null, null, encryption)));
        read(encrypted).body("outcome", equalTo("none"));
        JWEObject jwe = JWEObject.parse(encrypted);
        jwe.decrypt(new ECDHDecrypter(key));
        read(jwe.getPayload().toString()).body("subject", equalTo(user));
    }

    @Test
    void oneThatHasExpiredCounts() {
        read(signed("JWT", Map.of())).body("outcome", equalTo("hint"));
    }

    @Test
    void aSharedKeyCountsForItsClientAlone() throws Exception {
        sharing.with(client);
        String token = idToken(minted(beside("HS256", null, null)));
        assertEquals("HS256", SignedJWT.parse(token).getHeader().getAlgorithm().getName());
        read(token).body("audience", equalTo(client));
        sharing.rotate(client, Map.of("compromised", true));
        read(token).body("outcome", equalTo("none"));
    }

    @Test
    void nothingElseThatIsSignedHereIsAHint() {
        Minted minted = minted(null);
        read(minted.accessToken()).body("outcome", equalTo("none"));
        read(signed("logout+jwt", Map.of())).body("outcome", equalTo("none"));
        read(signed("JWT", Map.of("iss", "https://other.example"))).body("outcome", equalTo("none"));
        // An answer of the UserInfo endpoint is bound to no access token.
        read(signed("JWT", Map.of("at_hash", 0))).body("outcome", equalTo("none"));
        String token = idToken(minted);
        read(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA").body("outcome", equalTo("none"));
        read("nothing").body("outcome", equalTo("none"));
    }

    private String signed(String typ, Map<String, Object> other) {
        long now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>(Map.of(
                "iss",
                "http://localhost:8080",
                "sub",
                user,
                "aud",
                client,
                "iat",
                now - 7200,
                "exp",
                now - 7000,
                "at_hash",
                "x"));
        claims.putAll(other);
        return signing.sign(Algorithm.ES256, typ, claims);
    }

    private ValidatableResponse read(String token) {
        return sharing.internal()
                .body(Map.of("token", token))
                .post("/internal/tokens/id-token-hints")
                .then()
                .statusCode(200);
    }

    private static Beside beside(
            @Nullable String algorithm, @Nullable String subject, @Nullable Encryption encryption) {
        return new Beside(algorithm, null, null, null, subject, null, null, encryption);
    }

    private static String idToken(Minted minted) {
        assertNotNull(minted.idToken());
        return minted.idToken();
    }

    private Minted minted(@Nullable Beside beside) {
        return minter.mint(new Mint(
                                user,
                                "ada",
                                client,
                                Scope.of("openid"),
                                "one",
                                Instant.now(),
                                List.of("pwd"),
                                Format.jwt,
                                false,
                                new IdTokenOrder(client, "n", Map.of()))
                        .on(new Terms(null, null, null, null, null, null, beside, null)))
                .await()
                .indefinitely();
    }
}
