package dev.gatehouse.token.access;

import dev.gatehouse.common.secret.Secrets;
import java.util.regex.Pattern;

/**
 * The {@code jti} of tokens that are signed by a shared key: {@code <kid>.<random>}. Whoever holds the key can write tokens
 * and have them revoked; with ids of its own it cannot revoke another's.
 */
final class SharedTokenId {
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SharedTokenId() {}

    static String of(String kid) {
        return kid + "." + Secrets.random();
    }

    static boolean fits(String id, String kid) {
        return id.startsWith(kid + ".")
                && RANDOM.matcher(id.substring(kid.length() + 1)).matches();
    }
}
