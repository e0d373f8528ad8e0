package dev.gatehouse.token.access;

import dev.gatehouse.common.secret.Secrets;

/** Where opaque tokens are in Redis: under their SHA-256, so that whoever reads Redis cannot present them. */
final class OpaqueTokens {
    private OpaqueTokens() {}

    static String key(String secret) {
        return "token:opaque:" + Secrets.sha256(secret);
    }
}
