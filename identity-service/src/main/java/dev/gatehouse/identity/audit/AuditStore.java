package dev.gatehouse.identity.audit;

import dev.gatehouse.common.requester.Requester;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events in PostgreSQL, which lets nobody change them. */
@ApplicationScoped
@Transactional
class AuditStore implements PanacheRepositoryBase<AuditEntity, Long> {
    /** Writes the event, and gives it as it is kept. */
    RecordedEvent add(AuditEvent event, Optional<Requester> requester) {
        var row = (AuditEntity) getEntityManager()
                .createNativeQuery("""
                        insert into identity.audit_events
                            (at, event, subject, actor, address, user_agent, request_id, detail)
                        values (:at, :event, cast(:subject as uuid), cast(:actor as text), cast(:address as text),
                            cast(:userAgent as text), cast(:requestId as text), cast(:detail as text))
                        returning id, at, event, subject, actor, address, user_agent, request_id, detail
                        """, AuditEntity.class)
                .setParameter("at", Instant.now())
                .setParameter("event", event.kind().name())
                .setParameter("subject", event.subject())
                .setParameter("actor", event.actor())
                .setParameter("address", requester.map(Requester::address).orElse(null))
                .setParameter("userAgent", requester.map(Requester::userAgent).orElse(null))
                .setParameter("requestId", requester.map(Requester::requestId).orElse(null))
                // PostgreSQL has no text with U+0000 in it.
                .setParameter(
                        "detail", event.detail() == null ? null : event.detail().replace('\u0000', '\uFFFD'))
                .getSingleResult();
        return row.recorded();
    }

    /** Writes an event for each user in one statement, and gives them as they are kept. */
    List<RecordedEvent> addAll(AuditKind kind, List<UUID> subjects, String actor, Optional<Requester> requester) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return getEntityManager()
                .createNativeQuery("""
                        insert into identity.audit_events (at, event, subject, actor, address, user_agent, request_id)
                        select :at, :event, subject, :actor, cast(:address as text), cast(:userAgent as text),
                            cast(:requestId as text)
                        from unnest(cast(:subjects as uuid[])) with ordinality as each (subject, place) order by place
                        returning id, at, event, subject, actor, address, user_agent, request_id, detail
                        """, AuditEntity.class)
                .setParameter("at", Instant.now())
                .setParameter("event", kind.name())
                .setParameter("actor", actor)
                .setParameter("address", requester.map(Requester::address).orElse(null))
                .setParameter("userAgent", requester.map(Requester::userAgent).orElse(null))
                .setParameter("requestId", requester.map(Requester::requestId).orElse(null))
                .setParameter("subjects", subjects.toArray(UUID[]::new))
                .getResultStream()
                .map(row -> ((AuditEntity) row).recorded())
                .toList();
    }

    /** The latest first: those of one user, or of all. */
    List<RecordedEvent> before(@Nullable UUID subject, long id, int limit) {
        var found = subject == null
                ? find("id < ?1 order by id desc", id)
                : find("subject = ?1 and id < ?2 order by id desc", subject, id);
        return found.page(0, limit).stream().map(AuditEntity::recorded).toList();
    }

    /** Whether {@code actor} has done so to the user after {@code since}. */
    boolean noted(AuditKind kind, UUID subject, String actor, Instant since) {
        return count("subject = ?1 and event = ?2 and actor = ?3 and at > ?4", subject, kind.name(), actor, since) > 0;
    }

    /** Takes away where the user was, and what else was noted of them; that things happened stays. */
    void erase(UUID subject) {
        update("address = null, userAgent = null, detail = null where subject = ?1", subject);
        update("address = null, userAgent = null where actor = ?1", subject.toString());
    }
}
