package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes access tokens that are good but for one thing. */
final class Forge {
    static final String ISSUER = "http://localhost:8080";
    private final KeyRing ring;
    private final Cryptography cryptography;
    private final ObjectMapper json;

    Forge(KeyRing ring, Cryptography cryptography, ObjectMapper json) {
        this.ring = ring;
        this.cryptography = cryptography;
        this.json = json;
    }

    static Map<String, Object> claimsOf(Map<String, Object> other) {
        long now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("sub", "s");
        claims.put("aud", ISSUER);
        claims.put("jti", "j");
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.putAll(other);
        return claims;
    }

    static Map<String, Object> without(String name) {
        var claims = claimsOf(Map.of());
        claims.remove(name);
        return claims;
    }

    String good(SigningKey key) {
        return signedClaims(key, claimsOf(Map.of()));
    }

    String signedClaims(SigningKey key, Map<String, Object> claims) {
        return signedParts(key, header(key, "alg", key.algorithm().name()), encoded(claims));
    }

    /** A good token under another header. */
    String signed(SigningKey key, String header) {
        return signedParts(key, header, encoded(claimsOf(Map.of())));
    }

    String signedParts(SigningKey key, String header, String payload) {
        String input = header + "." + payload;
        return input + "." + base64(ring.sign(key, input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** With a key of ours, but by an algorithm that it is not for. */
    String as(SigningKey key, String alg, Algorithm by) {
        String input = header(key, "alg", alg) + "." + encoded(claimsOf(Map.of()));
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        return input + "." + base64(cryptography.sign(by, Objects.requireNonNull(key.privateKey()), bytes));
    }

    String mac(SigningKey key, byte[] secret) {
        return mac(key.kid(), "HS256", secret, claimsOf(Map.of()));
    }

    /** With HMAC-SHA256, whatever the header says. */
    String mac(String kid, String alg, byte[] secret, Map<String, Object> claims) {
        String input = encoded(Map.of("alg", alg, "kid", kid, "typ", "at+jwt")) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] own(KeyPair pair, String input) {
        return cryptography.sign(
                Algorithm.ES256,
                cryptography.privateKey(Algorithm.ES256, pair.getPrivate().getEncoded()),
                input.getBytes(StandardCharsets.US_ASCII));
    }

    /** The header that the key's tokens have, but for one member; null leaves it out. */
    String header(SigningKey key, String member, @Nullable Object value) {
        var header = new LinkedHashMap<String, Object>();
        header.put("alg", key.algorithm().name());
        header.put("kid", key.kid());
        header.put("typ", "at+jwt");
        if (value == null) {
            header.remove(member);
        } else {
            header.put(member, value);
        }
        return encoded(header);
    }

    String encoded(Map<String, Object> content) {
        return encodedText(text(content));
    }

    String text(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] jwk(SigningKey key) {
        return text(key.publicJwk()).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] pem(SigningKey key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.publicKey().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Object nested(int depth) {
        Object value = "x";
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    static String flipped(String text) {
        var flipped = new StringBuilder();
        text.chars()
                .forEach(c -> flipped.append(
                        (char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))));
        return flipped.toString();
    }

    /** The same signature, with bits set that base64 does not need. */
    static String leftOver(String token) {
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token.substring(0, token.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    static String swapped(String token, String payload) {
        return token.substring(0, token.indexOf('.') + 1) + payload + token.substring(token.lastIndexOf('.'));
    }

    static byte[] turned(byte[] signature) {
        byte[] turned = new byte[64];
        System.arraycopy(signature, 32, turned, 0, 32);
        System.arraycopy(signature, 0, turned, 32, 32);
        return turned;
    }

    static byte[] one() {
        byte[] one = new byte[256];
        one[255] = 1;
        return one;
    }

    String base64Plain(Map<String, Object> content) {
        String plain = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(text(content).getBytes(StandardCharsets.UTF_8));
        if (!plain.contains("+") && !plain.contains("/")) {
            throw new IllegalArgumentException("the two alphabets write it alike: " + plain);
        }
        return plain;
    }

    static String encodedText(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
