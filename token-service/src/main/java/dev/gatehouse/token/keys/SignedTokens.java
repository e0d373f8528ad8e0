package dev.gatehouse.token.keys;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JWTs that {@link Signing} signed: form, algorithm and signature, not what the claims mean. Never blocks. Whatever
 * {@link Signing} does not write is refused (RFC 8725): the algorithm is the key's, never the token's, and no header
 * brings a key along.
 */
@Singleton
public class SignedTokens {
    private final KeyRing ring;

    SignedTokens(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * A token of ours.
     *
     * @param kid of the key that signed it
     * @param typ in lower case, empty where the header has none
     */
    public record Signed(String kid, String typ, Map<String, Object> claims) {}

    /** Empty where the token is over 8 KiB, malformed, or not signed by one of our keys with the key's own algorithm. */
    public Uni<Optional<Signed>> read(String token) {
        Optional<CompactJwt> read = CompactJwt.read(token);
        if (read.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        CompactJwt jwt = read.get();
        return ring.find(jwt.kid())
                .map(found -> found.filter(key ->
                                jwt.says(key.algorithm().name()) && ring.verifies(key, jwt.input(), jwt.signature()))
                        .flatMap(key -> jwt.claims())
                        .map(claims -> new Signed(jwt.kid(), jwt.typ(), claims)));
    }

    /** Whether a key of that id still counts; it does not after it was removed. */
    public boolean knows(String kid) {
        return ring.knows(kid);
    }
}
