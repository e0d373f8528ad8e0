package dev.gatehouse.token.keys;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of every algorithm, by two libraries that have nothing of ours but the published keys. */
@QuarkusTest
class IndependentVerifiersTest {
    private final Signing signing;

    @Inject
    IndependentVerifiersTest(Signing signing) {
        this.signing = signing;
    }

    @ParameterizedTest
    @EnumSource
    void nimbusVerifies(Algorithm algorithm) throws Exception {
        String token = token(algorithm);
        JWKSet keys = JWKSet.parse(published());
        if (algorithm == Algorithm.EdDSA) {
            // Its selector of keys leaves these to the caller.
            SignedJWT jwt = SignedJWT.parse(token);
            var verifier = new Ed25519Verifier(
                    keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toOctetKeyPair());
            assertTrue(jwt.verify(verifier));
            assertEquals(algorithm.name(), jwt.getHeader().getAlgorithm().getName());
            return;
        }
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("test+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.parse(algorithm.name()), new ImmutableJWKSet<>(keys)));
        assertEquals("ada", processor.process(token, null).getSubject());
    }

    @ParameterizedTest
    @EnumSource
    void jose4jVerifies(Algorithm algorithm) throws Exception {
        String token = token(algorithm);
        var consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(published()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.name())
                .setExpectedType(true, "test+jwt")
                .setRequireExpirationTime()
                .build();
        assertEquals("ada", consumer.processToClaims(token).getSubject());
        String other =
                token.substring(0, token.lastIndexOf('.')) + token(algorithm).substring(token.lastIndexOf('.'));
        String forged = other.replace(other.split("\\.")[1], other.split("\\.")[1].substring(4));
        assertThrows(InvalidJwtException.class, () -> consumer.processToClaims(forged));
    }

    private String token(Algorithm algorithm) {
        long now = Instant.now().getEpochSecond();
        return signing.sign(algorithm, "test+jwt", Map.of("sub", "ada", "iat", now, "exp", now + 60));
    }

    private static String published() {
        return given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
