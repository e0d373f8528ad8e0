package dev.gatehouse.identity.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps events in PostgreSQL, and says each in one line of JSON to the log category {@code gatehouse.audit}. */
@ApplicationScoped
public class AuditTrail {
    private static final Logger LOG = Logger.getLogger("gatehouse.audit");
    /** All that an administrator reads of a user within this time is one look. */
    private static final Duration LOOK = Duration.ofMinutes(15);

    private final AuditStore store;
    private final Event<RecordedEvent> recorded;
    private final ObjectMapper json;

    AuditTrail(AuditStore store, Event<RecordedEvent> recorded, ObjectMapper json) {
        this.store = store;
        this.recorded = recorded;
        this.json = json;
    }

    /** Notes what happens, in the transaction that makes it happen, if there is one: nothing happens unseen. */
    @Transactional
    public void note(AuditEvent event) {
        recorded.fire(store.add(event, Requester.current()));
    }

    /** Notes that the same happened to many users, as {@link #note} does for one. @param actor who did it */
    @Transactional
    public void noteAll(AuditKind kind, List<UUID> subjects, String actor) {
        store.addAll(kind, subjects, actor, Requester.current()).forEach(recorded::fire);
    }

    void say(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        try {
            LOG.info(json.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that is no JSON", e);
        }
    }

    /** The events of one user, or of all, the latest first. @param before where the page begins, null at the latest */
    public RecordedEvent.Page page(@Nullable UUID subject, @Nullable Long before, int limit) {
        return RecordedEvent.Page.of(store.before(subject, before == null ? Long.MAX_VALUE : before, limit + 1), limit);
    }

    /**
     * The events of one user for an administrator, whose look is noted: once, for all pages of it, and not where they look
     * at themselves. It shows nothing of itself.
     */
    @Transactional
    public RecordedEvent.Page lookedAt(UUID subject, String actor, @Nullable Long before, int limit) {
        RecordedEvent.Page page = page(subject, before, limit);
        if (!page.events().isEmpty()
                && !actor.equals(subject.toString())
                && !store.noted(
                        AuditKind.activity_viewed, subject, actor, Instant.now().minus(LOOK))) {
            note(new AuditEvent(AuditKind.activity_viewed, subject, actor, null));
        }
        return page;
    }

    /** For a user who is gone. */
    public void erase(UUID subject) {
        store.erase(subject);
    }
}
