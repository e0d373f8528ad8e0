package dev.gatehouse.common.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Generated secrets: {@code prefix + 256 random bits + checksum}, all base64url. The prefix lets scanners find leaks,
 * the checksum lets a mistyped or made-up secret be refused without a look-up; neither adds secrecy.
 */
public final class Secrets {
    /** Length of the checksum: a CRC-32 in base64url. */
    private static final int CHECKSUM_LENGTH = 6;

    private static final int MAX_LENGTH = 256;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Secrets() {}

    /** A new secret with 256 bits from the system's secure source. */
    public static String generate(SecretKind kind) {
        return withChecksum(kind.prefix() + random());
    }

    /** 256 random bits, base64url, 43 characters. */
    public static String random() {
        byte[] bytes = new byte[32];
        Source.RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    /** Appends the checksum to {@code body}, which starts with the prefix. */
    public static String withChecksum(String body) {
        return body + checksum(body);
    }

    /** Whether {@code text} has the prefix of {@code kind} and a checksum that fits. Says nothing of its validity. */
    public static boolean wellFormed(SecretKind kind, String text) {
        if (!text.startsWith(kind.prefix()) || text.length() > MAX_LENGTH || text.length() < 20) {
            return false;
        }
        int cut = text.length() - CHECKSUM_LENGTH;
        return checksum(text.substring(0, cut)).equals(text.substring(cut));
    }

    /** SHA-256 in lower-case hex: how generated secrets are stored. */
    public static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** HMAC-SHA-256 (RFC 2104) of {@code text}, base64url, 43 characters. */
    public static String mac(String key, String text) {
        return mac(key.getBytes(StandardCharsets.UTF_8), text);
    }

    /** The same by a key of random bytes. */
    public static String mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Compares in a time that depends on the lengths alone. */
    public static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        int value = (int) crc.getValue();
        return ENCODER.encodeToString(
                new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    /** Held apart so that a native image seeds it when it runs, not when it is built. */
    private static final class Source {
        private static final SecureRandom RANDOM = new SecureRandom();
    }
}
