package dev.gatehouse.oauth.outbound;

import java.util.Set;

/** What is fetched or sent: how long it may be, of which types, and how much of it at once, which is its own. */
public enum Kind {
    KEYS(64 * 1024, 32, Set.of("application/json", "application/jwk-set+json")),
    /** Of an upstream provider. */
    PROVIDER_KEYS(64 * 1024, 16, Set.of("application/json", "application/jwk-set+json")),
    DOCUMENT(5 * 1024, 16, Set.of("application/json", "application/cimd+json")),
    REDIRECT_URIS(64 * 1024, 8, Set.of("application/json")),
    REQUEST_OBJECT(
            64 * 1024,
            16,
            Set.of("application/oauth-authz-req+jwt", "application/jwt", "application/jose", "text/plain")),
    /** Of an upstream provider: where its keys are, among others. */
    DISCOVERY(64 * 1024, 16, Set.of("application/json")),
    /** E-mail addresses of a user, as GitHub has them. */
    ADDRESSES(64 * 1024, 16, Set.of("application/json", "application/vnd.github+json")),
    LOGO(256 * 1024, 16, Set.of("image/png", "image/jpeg", "image/gif", "image/webp")),
    /** It is sent, and of what is answered nothing is read. */
    LOGOUT_TOKEN(0, 16, Set.of());

    private final int longest;
    private final int atOnce;
    private final Set<String> types;

    Kind(int longest, int atOnce, Set<String> types) {
        this.longest = longest;
        this.atOnce = atOnce;
        this.types = types;
    }

    /** Bytes. */
    int longest() {
        return longest;
    }

    /** For each {@link Reach}. */
    int atOnce() {
        return atOnce;
    }

    Set<String> types() {
        return types;
    }
}
