package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JWTs that {@link Signing} signed: form, algorithm and signature, not what the claims mean. Never blocks. Whatever
 * {@link Signing} does not write is refused (RFC 8725): the algorithm is the key's, never the token's, and no header
 * brings a key along.
 */
@Singleton
public class SignedTokens {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_DEPTH = 8;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectReader OBJECT = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(new TypeReference<Map<String, Object>>() {});

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
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || first <= 0 || last <= first || token.indexOf('.', first + 1) != last) {
            return nothing();
        }
        Map<String, Object> header = object(token.substring(0, first)).orElse(Map.of());
        if (!(header.get("kid") instanceof String kid) || !HEADER.containsAll(header.keySet())) {
            return nothing();
        }
        return ring.find(kid)
                .map(found -> found.filter(
                                key -> key.algorithm().name().equals(header.get("alg")) && signed(key, token, last))
                        .flatMap(key -> object(token.substring(first + 1, last)))
                        .map(claims -> new Signed(kid, typ(header), claims)));
    }

    /** Whether a key of that id still counts; it does not after it was removed. */
    public boolean knows(String kid) {
        return ring.knows(kid);
    }

    private boolean signed(SigningKey key, String token, int cut) {
        return bytes(token.substring(cut + 1))
                .filter(signature ->
                        ring.verifies(key, token.substring(0, cut).getBytes(StandardCharsets.US_ASCII), signature))
                .isPresent();
    }

    private static Optional<Map<String, Object>> object(String part) {
        return bytes(part).flatMap(json -> {
            try {
                return Optional.ofNullable(OBJECT.readValue(json));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** Only the one way to write them counts: unpadded, no other letters, no bits left over (RFC 7515, section 2). */
    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String typ(Map<String, Object> header) {
        return header.get("typ") instanceof String typ ? typ.toLowerCase(Locale.ROOT) : "";
    }

    private static Uni<Optional<Signed>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }
}
