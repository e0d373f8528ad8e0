package dev.gatehouse.oauth.outbound;

import java.util.Set;

/** What is fetched: how long it may be, and of which types. */
public enum Kind {
    KEYS(64 * 1024, Set.of("application/json", "application/jwk-set+json")),
    DOCUMENT(5 * 1024, Set.of("application/json", "application/cimd+json")),
    REDIRECT_URIS(64 * 1024, Set.of("application/json")),
    REQUEST_OBJECT(
            64 * 1024, Set.of("application/oauth-authz-req+jwt", "application/jwt", "application/jose", "text/plain")),
    /** Of an upstream provider: where its keys are, among others. */
    DISCOVERY(64 * 1024, Set.of("application/json")),
    /** E-mail addresses of a user, as GitHub has them. */
    ADDRESSES(64 * 1024, Set.of("application/json", "application/vnd.github+json")),
    LOGO(256 * 1024, Set.of("image/png", "image/jpeg", "image/gif", "image/webp"));

    private final int longest;
    private final Set<String> types;

    Kind(int longest, Set<String> types) {
        this.longest = longest;
        this.types = types;
    }

    /** Bytes. */
    int longest() {
        return longest;
    }

    Set<String> types() {
        return types;
    }
}
