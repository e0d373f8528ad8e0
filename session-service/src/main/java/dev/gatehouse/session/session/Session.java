package dev.gatehouse.session.session;

import dev.gatehouse.common.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as stored.
 *
 * @param sid its public name, unrelated to the cookie's value; stays while the cookie is renewed
 * @param authTime when the user proved who they are, to the microsecond; long ago where nobody knows
 * @param begun when the sign-in began, to the microsecond: that of {@code authTime}, or after it
 * @param createdAt when the user last signed in anew, from which on it lasts at most; to the millisecond
 * @param lastUsedAt to the second
 * @param device as its owner would know it again
 * @param remembered whether it outlives the browser
 */
public record Session(
        String sid,
        UUID subject,
        String username,
        Scope scope,
        List<String> amr,
        Instant authTime,
        Instant begun,
        Instant createdAt,
        Instant lastUsedAt,
        String device,
        @Nullable String address,
        boolean remembered) {
    Session usedAt(Instant now) {
        return new Session(
                sid, subject, username, scope, amr, authTime, begun, createdAt, now, device, address, remembered);
    }

    /** How long it may still lie unused from {@code now} on; zero or less where it is over. */
    Duration left(Instant now, SessionConfig config) {
        Duration idle = Duration.between(now, lastUsedAt.plus(limits(config).idle()));
        Duration absolute = leftAtMost(now, config);
        return idle.compareTo(absolute) < 0 ? idle : absolute;
    }

    /** How long it lasts from {@code now} on, however much it is used. */
    Duration leftAtMost(Instant now, SessionConfig config) {
        return Duration.between(now, createdAt.plus(limits(config).absolute()));
    }

    private SessionLimits limits(SessionConfig config) {
        return remembered && config.remembered().enabled() ? config.remembered() : config;
    }
}
