package dev.gatehouse.token.keys;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Signs JWTs (RFC 7515, compact form). Never blocks. */
@Singleton
public class Signing {
    private final KeyRing ring;
    private final ObjectMapper json;
    private final KeysConfig config;

    Signing(KeyRing ring, ObjectMapper json, KeysConfig config) {
        this.ring = ring;
        this.json = json;
        this.config = config;
    }

    /**
     * What a feature that signs asks at its start.
     *
     * @param prefix of its settings, {@code algorithm} among them
     * @param lifetime of the longest token
     * @throws IllegalArgumentException where there are no such keys, or one could be gone before its last token has expired
     */
    public void require(String prefix, Algorithm algorithm, Duration lifetime) {
        if (!config.algorithms().contains(algorithm)) {
            throw new IllegalArgumentException(
                    prefix + ".algorithm is not among gatehouse.token.keys.algorithms: " + algorithm);
        }
        if (lifetime.compareTo(config.longestToken()) > 0) {
            throw new IllegalArgumentException(
                    "tokens of " + prefix + " live longer than gatehouse.token.keys.longest-token");
        }
    }

    /**
     * Fails where the token would live longer than its key stays published.
     *
     * @param typ the type in the header, such as {@code at+jwt}
     * @param claims under the names that go into the token; NumericDates as numbers of seconds
     */
    public String sign(Algorithm algorithm, String typ, Map<String, Object> claims) {
        bounded(claims);
        SigningKey key = ring.signing(algorithm);
        String input = CompactJwt.input(json, algorithm.name(), key.kid(), typ, claims);
        return CompactJwt.signed(input, ring.sign(key, CompactJwt.bytesOf(input)));
    }

    /** @throws IllegalArgumentException where a token of these claims would live longer than a key that has ended counts */
    public void bounded(Map<String, Object> claims) {
        if (claims.get("exp") instanceof Number end
                && end.longValue() > Instant.now().plus(config.longestToken()).getEpochSecond()) {
            throw new IllegalArgumentException("a token would outlive gatehouse.token.keys.longest-token");
        }
    }

    /** Whether there are keys of {@code algorithm}. */
    public boolean has(Algorithm algorithm) {
        return config.algorithms().contains(algorithm);
    }

    /** The id of the key that signs with {@code algorithm} at present. */
    public String kid(Algorithm algorithm) {
        return ring.signing(algorithm).kid();
    }
}
