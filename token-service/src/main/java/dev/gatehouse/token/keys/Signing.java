package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs JWTs (RFC 7515, compact form). Never blocks. */
@Singleton
public class Signing {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private final KeyRing ring;
    private final ObjectMapper json;

    Signing(KeyRing ring, ObjectMapper json) {
        this.ring = ring;
        this.json = json;
    }

    /**
     * @param typ the type in the header, such as {@code at+jwt}
     * @param claims under the names that go into the token; NumericDates as numbers of seconds
     */
    public String sign(Algorithm algorithm, String typ, Map<String, Object> claims) {
        SigningKey key = ring.signing(algorithm);
        var header = new LinkedHashMap<String, Object>();
        header.put("alg", algorithm.name());
        header.put("kid", key.kid());
        header.put("typ", typ);
        String input = encoded(header) + "." + encoded(claims);
        return input + "." + BASE64.encodeToString(ring.sign(key, input.getBytes(StandardCharsets.US_ASCII)));
    }

    private String encoded(Map<String, Object> content) {
        try {
            return BASE64.encodeToString(json.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the claims are not JSON", e);
        }
    }
}
