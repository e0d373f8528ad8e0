package dev.gatehouse.oauth.connect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in at a provider, as that says. A claim that is missing is nothing that is said.
 *
 * @param claims under the provider's names, {@code sub} among them
 * @param idToken by which it says so; null of one that has none
 */
record UpstreamUser(
        Map<String, @Nullable Object> claims, @Nullable String idToken) {
    /** Keeps the token and the claims out of logs. */
    @Override
    public String toString() {
        return "UpstreamUser[]";
    }
}
