package dev.gatehouse.identity.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.audit_events}. */
@Entity
@Table(name = "audit_events")
class AuditEntity {
    @Id
    long id;

    Instant at;

    String event;

    @Nullable
    UUID subject;

    @Nullable
    String actor;

    @Nullable
    String address;

    @Column(name = "user_agent")
    @Nullable
    String userAgent;

    @Column(name = "request_id")
    @Nullable
    String requestId;

    @Nullable
    String detail;

    RecordedEvent recorded() {
        return new RecordedEvent(id, at, event, subject, actor, address, userAgent, requestId, detail);
    }
}
