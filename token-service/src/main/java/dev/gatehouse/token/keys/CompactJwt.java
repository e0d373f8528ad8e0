package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The compact form of a signed JWT (RFC 7515, section 7.1), written and taken apart; pure. Read is what we write and nothing
 * else: a header of {@code alg}, {@code kid} and {@code typ} alone, JSON without members twice, base64url without variants.
 * Nothing in one that was taken apart is to be believed before its signature was found good.
 */
public final class CompactJwt {
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

    private final Map<String, Object> header;
    private final String kid;
    private final String input;
    private final byte[] signature;

    private CompactJwt(Map<String, Object> header, String kid, String input, byte[] signature) {
        this.header = header;
        this.kid = kid;
        this.input = input;
        this.signature = signature;
    }

    /** Empty where the token is over 8 KiB, or not of that form. */
    public static Optional<CompactJwt> read(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || first <= 0 || last <= first || token.indexOf('.', first + 1) != last) {
            return Optional.empty();
        }
        Map<String, Object> header = object(token.substring(0, first)).orElse(Map.of());
        if (!(header.get("kid") instanceof String kid) || !HEADER.containsAll(header.keySet())) {
            return Optional.empty();
        }
        return bytes(token.substring(last + 1))
                .map(signature -> new CompactJwt(header, kid, token.substring(0, last), signature));
    }

    /** Header and claims as they are signed. */
    public static String input(ObjectMapper json, String alg, String kid, String typ, Map<String, Object> claims) {
        var header = new LinkedHashMap<String, Object>();
        header.put("alg", alg);
        header.put("kid", kid);
        header.put("typ", typ);
        return encoded(json, header) + "." + encoded(json, claims);
    }

    public static String signed(String input, byte[] signature) {
        return input + "." + ENCODER.encodeToString(signature);
    }

    /** What a signature of {@code input} is made of. */
    public static byte[] bytesOf(String input) {
        return input.getBytes(StandardCharsets.US_ASCII);
    }

    public String kid() {
        return kid;
    }

    /** Whether it says that it is signed with {@code algorithm}, which the key has said already. */
    public boolean says(String algorithm) {
        return algorithm.equals(header.get("alg"));
    }

    /** In lower case, empty where the header has none. */
    public String typ() {
        return header.get("typ") instanceof String typ ? typ.toLowerCase(Locale.ROOT) : "";
    }

    /** What is signed. */
    public byte[] input() {
        return bytesOf(input);
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** Empty where they are no JSON object. */
    public Optional<Map<String, Object>> claims() {
        return object(input.substring(input.indexOf('.') + 1));
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

    private static String encoded(ObjectMapper json, Map<String, Object> content) {
        try {
            return ENCODER.encodeToString(json.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the claims are not JSON", e);
        }
    }
}
