package dev.gatehouse.common.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption at rest: AES-256-GCM, a fresh 96-bit nonce before each ciphertext. {@code context} is authenticated but not
 * stored, so that a sealed value cannot be moved to another row or column.
 */
public final class Sealing {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_LENGTH = 8;
    private final SecretKeySpec key;
    private final String id;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param base64Key 32 bytes, base64
     * @throws IllegalArgumentException where it is anything else; the message never has the key
     */
    public Sealing(String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the encryption key is not base64");
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException("the encryption key must have 32 bytes, has " + bytes.length);
        }
        key = new SecretKeySpec(bytes, "AES");
        id = Secrets.sha256(base64Key.strip()).substring(0, ID_LENGTH);
    }

    /** Tells this key from others, and nothing else of it. */
    public String id() {
        return id;
    }

    public byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, plain, 0, context);
        byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
        return out;
    }

    /** @throws IllegalStateException where the key or the context is not the one it was sealed under */
    public byte[] open(byte[] sealed, String context) {
        return apply(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES, context);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] input, int offset, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot open or seal " + context + ": is the encryption key the right one?", e);
        }
    }
}
