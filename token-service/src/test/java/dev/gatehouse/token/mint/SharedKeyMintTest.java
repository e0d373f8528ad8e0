package dev.gatehouse.token.mint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.IdTokenOrder;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.clientkey.Sharing;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens for a client that shares a key, verified by two libraries that have nothing of ours but that key. */
@QuarkusTest
class SharedKeyMintTest {
    private static final String ISSUER = "http://localhost:8080";
    private final String client = "app-" + UUID.randomUUID();
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final Sharing sharing;

    @Inject
    SharedKeyMintTest(Minter minter, ServiceTokens services) {
        this.minter = minter;
        sharing = new Sharing(services);
    }

    @BeforeEach
    void aKeyIsShared() {
        sharing.with(client);
    }

    @Test
    void nimbusVerifiesBoth() throws Exception {
        Minted minted = mint("HS256", "HS256");
        JWTClaimsSet access = nimbus("at+jwt").process(minted.accessToken(), null);
        assertEquals(user, access.getSubject());
        assertEquals(client, access.getStringClaim("client_id"));
        JWTClaimsSet id = nimbus("JWT").process(idToken(minted), null);
        assertEquals(List.of(client), id.getAudience());
        assertEquals("n", id.getStringClaim("nonce"));
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(minted.accessToken().getBytes(StandardCharsets.US_ASCII));
        assertEquals(
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)),
                id.getStringClaim("at_hash"));
        // One for the other.
        assertThrows(BadJOSEException.class, () -> nimbus("at+jwt").process(idToken(minted), null));
        sharing.rotate(client, Map.of("compromised", true));
        assertThrows(BadJOSEException.class, () -> nimbus("at+jwt").process(minted.accessToken(), null));
    }

    @Test
    void jose4jVerifiesBoth() throws Exception {
        Minted minted = mint("HS256", "HS256");
        assertEquals(
                user,
                jose4j("at+jwt", ISSUER).processToClaims(minted.accessToken()).getSubject());
        assertEquals(
                user, jose4j("JWT", client).processToClaims(idToken(minted)).getSubject());
        sharing.rotate(client, Map.of("compromised", true));
        assertThrows(InvalidJwtException.class, () -> jose4j("at+jwt", ISSUER).processToClaims(minted.accessToken()));
    }

    @Test
    void eachTokenIsSignedAsTheClientChooses() throws Exception {
        Minted access = mint("HS256", "RS256");
        assertEquals("HS256", alg(access.accessToken()));
        assertEquals("RS256", alg(idToken(access)));
        Minted id = mint(null, "HS256");
        assertEquals("ES256", alg(id.accessToken()));
        assertEquals("HS256", alg(idToken(id)));
    }

    @Test
    void afterARotationNewTokensNameTheNewKeyAndOldOnesVerifyByTheOld() throws Exception {
        String before = mint("HS256", "HS256").accessToken();
        assertEquals("hs." + client + ".1", kid(before));
        sharing.rotate(client, Map.of()).then().statusCode(200);
        String after = mint("HS256", "HS256").accessToken();
        assertEquals("hs." + client + ".2", kid(after));
        assertEquals(List.of(kid(after), kid(before)), sharing.of(client).getList("keys.kid"));
        assertTrue(SignedJWT.parse(before).verify(new MACVerifier(key(1))));
        assertTrue(SignedJWT.parse(after).verify(new MACVerifier(key(0))));
        assertFalse(SignedJWT.parse(after).verify(new MACVerifier(key(1))));
    }

    @Test
    void aKeyThatIsHandedOutSignsLater() throws Exception {
        sharing.rotate(client, Map.of("activates_in", "PT1H")).then().statusCode(200);
        assertEquals("hs." + client + ".1", kid(mint("HS256", "HS256").accessToken()));
        assertEquals(2, sharing.of(client).getList("keys").size());
    }

    @Test
    void anOpaqueTokenHasNoUseForIt() {
        Minted minted = mint(order(client, Format.opaque, "HS256", null));
        assertTrue(minted.accessToken().startsWith("gha_"));
    }

    @Test
    void withoutAClientNoKeyIsShared() {
        var refused = assertInstanceOf(
                MintRefused.class,
                minter.mintUnlessRevoked(order(null, Format.jwt, "HS256", null))
                        .await()
                        .indefinitely());
        assertEquals("invalid_request", refused.error());
    }

    @Test
    void aClientThatSharesNoKeyGetsNoTokenOfAnotherKind() {
        var order = order("stranger-" + UUID.randomUUID(), Format.jwt, "HS256", null);
        assertThrows(IllegalStateException.class, () -> mint(order));
    }

    private Minted mint(@Nullable String access, String id) {
        return mint(order(client, Format.jwt, access, id));
    }

    private Minted mint(Mint order) {
        return assertInstanceOf(
                Minted.class, minter.mintUnlessRevoked(order).await().indefinitely());
    }

    private Mint order(@Nullable String of, Format format, @Nullable String access, @Nullable String id) {
        return new Mint(
                        user,
                        "ada",
                        of,
                        Scope.of("openid"),
                        null,
                        Instant.now(),
                        List.of("pwd"),
                        format,
                        false,
                        id == null ? null : new IdTokenOrder(client, "n", Map.of()))
                .on(new Terms(null, null, access, null, null, null, new Beside(id, null, null, null), null));
    }

    private DefaultJWTProcessor<SecurityContext> nimbus(String typ) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(typ)));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableJWKSet<>(new JWKSet(key(0)))));
        return processor;
    }

    private JwtConsumer jose4j(String typ, String audience) throws Exception {
        JsonWebKey key = JsonWebKey.Factory.newJwk(
                Map.of("kty", "oct", "k", sharing.of(client).getString("keys[0].k")));
        return new JwtConsumerBuilder()
                .setVerificationKey(key.getKey())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "HS256")
                .setExpectedType(true, typ)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .build();
    }

    private OctetSequenceKey key(int index) {
        JsonPath keys = sharing.of(client);
        return new OctetSequenceKey.Builder(new Base64URL(keys.getString("keys[" + index + "].k")))
                .keyID(keys.getString("keys[" + index + "].kid"))
                .build();
    }

    private static String idToken(Minted minted) {
        return Objects.requireNonNull(minted.idToken());
    }

    private static String alg(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getAlgorithm().getName();
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
