package dev.gatehouse.identity.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it was kept; the log has the same members. */
@RegisterForReflection
public record RecordedEvent(
        long id,
        Instant at,
        String event,
        @Nullable UUID subject,
        @Nullable String actor,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String detail) {
    /** The latest first. @param next what to give as {@code before} for the next page, null on the last */
    @RegisterForReflection
    public record Page(List<RecordedEvent> events, @Nullable Long next) {
        /** Of one event more than a page has, where there are more. */
        static Page of(List<RecordedEvent> found, int limit) {
            boolean more = found.size() > limit;
            List<RecordedEvent> shown = more ? found.subList(0, limit) : found;
            return new Page(shown, more ? shown.getLast().id() : null);
        }
    }
}
