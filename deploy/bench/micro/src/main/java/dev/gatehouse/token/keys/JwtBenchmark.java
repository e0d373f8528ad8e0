package dev.gatehouse.token.keys;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A JWT signed, as token-service does it once its key is found; and one verified that was never seen before. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class JwtBenchmark {
    private static final String KID = "zS4DZmO5JhqXhE2z7Lq4PG9d2q6bqg0mE8nXb7sJc3A";

    @Param({"ES256", "EdDSA", "RS256", "PS256"})
    public String algorithm;

    private final ObjectMapper json = new ObjectMapper();
    private final Cryptography cryptography = new Cryptography();
    private Algorithm chosen;
    private PrivateKey privateKey;
    private PublicKey publicKey;
    private Map<String, Object> claims;
    private String token;

    /** Keys in the form in which the key ring has them. */
    @Setup
    public void keys() {
        chosen = Algorithm.valueOf(algorithm);
        KeyPair pair = cryptography.generate(chosen);
        privateKey = cryptography.privateKey(chosen, pair.getPrivate().getEncoded());
        publicKey = cryptography.publicKey(chosen, pair.getPublic());
        claims = claims();
        token = sign();
    }

    @Benchmark
    public String sign() {
        String input = CompactJwt.input(json, chosen.name(), KID, "at+jwt", claims);
        return CompactJwt.signed(input, cryptography.sign(chosen, privateKey, CompactJwt.bytesOf(input)));
    }

    /** Fails where it is not found good. */
    @Benchmark
    public Map<String, Object> verify() {
        CompactJwt jwt = CompactJwt.read(token).orElseThrow();
        if (!jwt.says(chosen.name()) || !cryptography.verifies(chosen, publicKey, jwt.input(), jwt.signature())) {
            throw new IllegalStateException("a good signature is found bad");
        }
        return jwt.claims().orElseThrow();
    }

    /** As of a user's access token. */
    private static Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "https://login.example.com");
        claims.put("sub", "3f0f9a52-3f6b-4a34-8a2e-7a3ac2b4c111");
        claims.put("aud", "https://login.example.com");
        claims.put("exp", 1_900_000_300L);
        claims.put("iat", 1_900_000_000L);
        claims.put("jti", "7Vw8h8GmTqOPZ8kG3zqWzW0l5dUu9XcVn1yqgEwR2mA");
        claims.put("client_id", "6e4c7a0e-9d2b-4d0a-b7a5-6f1f2f8f9a22");
        claims.put("scope", "openid profile email");
        claims.put("auth_time", 1_900_000_000L);
        claims.put("amr", List.of("pwd"));
        claims.put("preferred_username", "alice");
        claims.put("rev", 4711L);
        return claims;
    }
}
