package dev.gatehouse.session.session;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as stored.
 *
 * @param sid its public name, unrelated to the cookie's value
 */
@RegisterForReflection
public record Session(
        String sid,
        UUID subject,
        String username,
        Scope scope,
        List<String> amr,
        Instant authTime,
        Instant createdAt,
        Instant lastUsedAt,
        @Nullable String userAgent,
        @Nullable String address) {
    Session usedAt(Instant now) {
        return new Session(sid, subject, username, scope, amr, authTime, createdAt, now, userAgent, address);
    }

    /** How long it may still lie unused from {@code now} on; zero or less where it is over. */
    Duration left(Instant now, SessionConfig config) {
        Duration idle = Duration.between(now, lastUsedAt.plus(config.idle()));
        Duration absolute = Duration.between(now, createdAt.plus(config.absolute()));
        return idle.compareTo(absolute) < 0 ? idle : absolute;
    }
}
