package dev.gatehouse.identity.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened now, in the request at hand.
 *
 * @param subject the user it happened to; null where nobody has that name
 * @param actor who did it: a user's or a client's id; null for someone who has not signed in
 * @param detail what else there is to know; never a secret
 */
public record AuditEvent(
        AuditKind kind,
        @Nullable UUID subject,
        @Nullable String actor,
        @Nullable String detail) {
    /** Done by the user themselves. */
    public static AuditEvent of(AuditKind kind, UUID subject) {
        return new AuditEvent(kind, subject, subject.toString(), null);
    }
}
