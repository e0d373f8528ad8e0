package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads JWTs that {@link Signing} signed: form, algorithm and signature, not what the claims mean. Never blocks. */
@Singleton
public class SignedTokens {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private final KeyRing ring;
    private final ObjectMapper json;

    SignedTokens(KeyRing ring, ObjectMapper json) {
        this.ring = ring;
        this.json = json;
    }

    /** A token of ours. @param typ in lower case, empty where the header has none */
    public record Signed(String typ, Map<String, Object> claims) {}

    /** Empty where the token is over 8 KiB, malformed, or not signed by one of our keys with the key's own algorithm. */
    public Uni<Optional<Signed>> read(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || first <= 0 || last <= first || token.indexOf('.', first + 1) != last) {
            return nothing();
        }
        Map<String, Object> header = object(token.substring(0, first)).orElse(Map.of());
        // A critical extension that is not understood must be refused (RFC 7515, section 4.1.11); none is.
        if (!(header.get("kid") instanceof String kid) || header.containsKey("crit")) {
            return nothing();
        }
        return ring.find(kid)
                .map(found -> found.filter(
                                key -> key.algorithm().name().equals(header.get("alg")) && signed(key, token, last))
                        .flatMap(key -> object(token.substring(first + 1, last)))
                        .map(claims -> new Signed(typ(header), claims)));
    }

    private boolean signed(SigningKey key, String token, int cut) {
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(token.substring(cut + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return ring.verifies(key, token.substring(0, cut).getBytes(StandardCharsets.US_ASCII), signature);
    }

    private Optional<Map<String, Object>> object(String part) {
        try {
            return Optional.ofNullable(json.readValue(Base64.getUrlDecoder().decode(part), OBJECT));
        } catch (IOException | IllegalArgumentException e) {
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
