package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.pushed.PushedRequests;
import org.jspecify.annotations.Nullable;

/**
 * What an answer spends.
 *
 * @param pushed a {@code request_uri}; null for nothing
 * @param on the answer: for the same one it may be spent again
 */
record Spending(@Nullable String pushed, String on) {
    /** On one answer alone. */
    static Spending of(@Nullable String pushed) {
        return new Spending(pushed, Secrets.random());
    }

    /** False where it was spent on another, or is too old. */
    boolean by(PushedRequests requests) {
        return pushed == null || requests.spend(pushed, on);
    }
}
