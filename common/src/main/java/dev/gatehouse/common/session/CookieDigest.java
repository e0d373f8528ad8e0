package dev.gatehouse.common.session;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a session's cookie is known by wherever the cookie itself must not be kept. */
public final class CookieDigest {
    /** Characters of a digest. */
    public static final int LENGTH = 43;

    /** 132 bits, as hard to meet by chance as a sid. */
    private static final int NAME_LENGTH = 22;

    private static final String NAME = "cookie:";

    private CookieDigest() {}

    /** SHA-256 in base64url, {@value #LENGTH} characters. */
    public static String of(String cookie) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The name by which one cookie is revoked while its session goes on under another. It is no token's {@code jti}: those
     * have no colon.
     */
    public static String name(String digest) {
        return NAME + digest.substring(0, NAME_LENGTH);
    }

    /** Whether it is a cookie's {@linkplain #name name}, not a session's. */
    public static boolean isName(String name) {
        return name.startsWith(NAME);
    }

    /** What has to be looked up, or revoked, for a cookie's {@linkplain #name name}. */
    public static Revoke revocation(String name) {
        return new Revoke(Kind.jti, name);
    }
}
