package dev.gatehouse.token.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.redis.datasource.RedisDataSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes proofs as a client's library does, and such as no library would. */
public final class ProofMaker {
    private final JWK key;
    private final JWSAlgorithm algorithm;
    private final @Nullable KeyPair edwards;

    private ProofMaker(JWK key, JWSAlgorithm algorithm, @Nullable KeyPair edwards) {
        this.key = key;
        this.algorithm = algorithm;
        this.edwards = edwards;
    }

    /** With a fresh key. @param algorithm one of the four */
    public static ProofMaker of(String algorithm) {
        try {
            return switch (algorithm) {
                case "ES256" -> new ProofMaker(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256, null);
                case "EdDSA" -> edwards();
                default -> new ProofMaker(new RSAKeyGenerator(2048).generate(), JWSAlgorithm.parse(algorithm), null);
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProofMaker edwards() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new ProofMaker(
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build(), JWSAlgorithm.EdDSA, pair);
    }

    public String jkt() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWK key() {
        return key;
    }

    /** A good one, by now. */
    public String proof(String method, String uri, String token) {
        return proof(claims(method, uri, token, Instant.now()));
    }

    public static Map<String, Object> claims(String method, String uri, String token, Instant instant) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", uri);
        claims.put("iat", instant.getEpochSecond());
        claims.put("ath", sha256(token));
        return claims;
    }

    public String proof(Map<String, Object> claims) {
        return proof(claims, header -> header.jwk(key.toPublicJWK()));
    }

    public String proof(Map<String, Object> claims, UnaryOperator<JWSHeader.Builder> header) {
        try {
            JWSHeader built = header.apply(new JWSHeader.Builder(algorithm).type(new JOSEObjectType("dpop+jwt")))
                    .build();
            var set = new JWTClaimsSet.Builder();
            // Dates by a name of their own would be written as such.
            claims.forEach((name, value) ->
                    set.claim(name, name.equals("iat") && value instanceof Long seconds ? seconds : value));
            var jwt = new SignedJWT(built, set.build());
            if (edwards != null) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(edwards.getPrivate());
                signature.update(jwt.getSigningInput());
                return new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)
                        + "."
                        + Base64URL.encode(signature.sign());
            }
            jwt.sign(signer());
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with the public key as a shared secret. */
    String confused(Map<String, Object> claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(new JOSEObjectType("dpop+jwt"))
                            .jwk(key.toPublicJWK())
                            .build(),
                    JWTClaimsSet.parse(claims));
            jwt.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException | java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWSSigner signer() throws JOSEException {
        return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
    }

    private static String sha256(String text) {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if Redis had lost nothing, whatever the test before has done to it. */
    public static void remembered(RedisDataSource redis) {
        redis.value(String.class).set("token:dpop:since", "0");
    }

    /** Redis loses all that it knew of proofs. */
    public static void forgotten(RedisDataSource redis) {
        redis.key().del(redis.key().keys("token:dpop:*").toArray(String[]::new));
    }
}
