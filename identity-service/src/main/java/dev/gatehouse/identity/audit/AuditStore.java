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
        var row = new AuditEntity();
        row.at = Instant.now();
        row.event = event.kind().name();
        row.subject = event.subject();
        row.actor = event.actor();
        row.address = requester.map(Requester::address).orElse(null);
        row.userAgent = requester.map(Requester::userAgent).orElse(null);
        row.requestId = requester.map(Requester::requestId).orElse(null);
        // PostgreSQL has no text with U+0000 in it.
        row.detail = event.detail() == null ? null : event.detail().replace('\u0000', '\uFFFD');
        persist(row);
        return row.recorded();
    }

    /** The latest first: those of one user, or of all. */
    List<RecordedEvent> before(@Nullable UUID subject, long id, int limit) {
        var found = subject == null
                ? find("id < ?1 order by id desc", id)
                : find("subject = ?1 and id < ?2 order by id desc", subject, id);
        return found.page(0, limit).stream().map(AuditEntity::recorded).toList();
    }

    /** Takes away where the user was, and what else was noted of them; that things happened stays. */
    void erase(UUID subject) {
        update("address = null, userAgent = null, detail = null where subject = ?1", subject);
        update("address = null, userAgent = null where actor = ?1", subject.toString());
    }
}
