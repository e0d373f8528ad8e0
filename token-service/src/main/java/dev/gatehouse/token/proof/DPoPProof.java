package dev.gatehouse.token.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gatehouse.common.certificate.Thumbprint;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Cryptography;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a call proves the possession of a key (RFC 9449, section 4.3); pure. That the proof is new is another question. */
public final class DPoPProof {
    /** The algorithms of proofs, as challenges name them (RFC 9449, section 7.1). */
    public static final String ALGORITHMS =
            Arrays.stream(Algorithm.values()).map(Enum::name).collect(Collectors.joining(" "));

    private static final int LONGEST = 4 * 1024;
    private static final int LONGEST_ID = 256;
    private static final String TYP = "dpop+jwt";
    private static final Unproved MALFORMED = new Unproved("the proof is malformed");
    private static final ObjectReader OBJECT = new ObjectMapper()
            .readerFor(new TypeReference<Map<String, Object>>() {})
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DPoPProof() {}

    /** What looking gave. */
    public sealed interface Judgement permits Proved, Unproved {}

    /**
     * @param jkt thumbprint of the key
     * @param jti by which the proof is told from others of that key
     * @param nonce that it has, good or not; null for none
     * @param issuedAt as it says itself
     */
    public record Proved(String jkt, String jti, @Nullable String nonce, Instant issuedAt) implements Judgement {}

    /** @param reason safe to show */
    public record Unproved(String reason) implements Judgement {}

    /**
     * @param proofs every DPoP header
     * @param token that the proof comes with; null where it comes with none
     * @param target empty where it is not plain what the call is to
     * @param age how far the proof's time may be from {@code now}, either way
     */
    public static Judgement judge(
            List<String> proofs,
            @Nullable String token,
            Optional<Target> target,
            Instant now,
            Duration age,
            Cryptography cryptography) {
        if (proofs.size() != 1) {
            return new Unproved("there is not one proof on the call, and one only");
        }
        if (target.isEmpty()) {
            return new Unproved("it is not plain which URI the call is to");
        }
        String proof = proofs.getFirst();
        int first = proof.indexOf('.');
        int last = proof.lastIndexOf('.');
        if (proof.length() > LONGEST || first <= 0 || last <= first || proof.indexOf('.', first + 1) != last) {
            return MALFORMED;
        }
        try {
            Map<String, Object> header = object(proof.substring(0, first));
            Map<String, Object> claims = object(proof.substring(first + 1, last));
            byte[] signature = Base64.getUrlDecoder().decode(proof.substring(last + 1));
            byte[] input = proof.substring(0, last).getBytes(StandardCharsets.US_ASCII);
            return objection(claims, token, target.get(), now, age)
                    .<Judgement>map(Unproved::new)
                    .orElseGet(() -> signed(header, input, signature, claims, cryptography));
        } catch (IOException | IllegalArgumentException e) {
            return MALFORMED;
        }
    }

    private static Optional<String> objection(
            Map<String, Object> claims, @Nullable String token, Target target, Instant now, Duration age) {
        if (!(claims.get("jti") instanceof String jti) || jti.isBlank() || jti.length() > LONGEST_ID) {
            return Optional.of("the proof has no jti");
        }
        if (!target.method().equals(claims.get("htm"))) {
            return Optional.of("the proof is for another method");
        }
        if (!(claims.get("htu") instanceof String uri)
                || !Target.normal(uri).filter(target.uri()::equals).isPresent()) {
            return Optional.of("the proof is for another URI");
        }
        if (!(claims.get("iat") instanceof Number iat)
                || Math.abs(iat.doubleValue() - now.getEpochSecond()) > age.toSeconds()) {
            return Optional.of("the proof is not of this moment");
        }
        return token == null || (claims.get("ath") instanceof String ath && Secrets.equal(Thumbprint.of(token), ath))
                ? Optional.empty()
                : Optional.of("the proof is for another token");
    }

    private static Judgement signed(
            Map<String, Object> header,
            byte[] input,
            byte[] signature,
            Map<String, Object> claims,
            Cryptography cryptography) {
        // A critical extension that is not understood must be refused (RFC 7515, section 4.1.11); none is.
        if (!(header.get("typ") instanceof String typ) || !typ.equalsIgnoreCase(TYP) || header.containsKey("crit")) {
            return new Unproved("the proof is of another type");
        }
        Optional<Algorithm> algorithm = Arrays.stream(Algorithm.values())
                .filter(each -> each.name().equals(header.get("alg")))
                .findFirst();
        if (algorithm.isEmpty()) {
            return new Unproved("the proof is signed in a way that is not taken");
        }
        Optional<PublicJwk> jwk = header.get("jwk") instanceof Map<?, ?> members
                ? PublicJwk.read(algorithm.get(), members)
                : Optional.empty();
        if (jwk.isEmpty()) {
            return new Unproved("the proof has no public key of its algorithm's");
        }
        return cryptography.verifies(algorithm.get(), jwk.get().key(), input, signature)
                ? new Proved(jwk.get().thumbprint(), String.valueOf(claims.get("jti")), nonce(claims), issuedAt(claims))
                : new Unproved("the proof is not signed with its key");
    }

    /** It was found to be a number, and of this moment. */
    private static Instant issuedAt(Map<String, Object> claims) {
        return claims.get("iat") instanceof Number iat ? Instant.ofEpochSecond(iat.longValue()) : Instant.MIN;
    }

    private static @Nullable String nonce(Map<String, Object> claims) {
        return claims.get("nonce") instanceof String nonce ? nonce : null;
    }

    private static Map<String, Object> object(String part) throws IOException {
        Map<String, Object> object = OBJECT.readValue(Base64.getUrlDecoder().decode(part));
        if (object == null) {
            throw new IllegalArgumentException("null is no object");
        }
        return object;
    }
}
