package dev.gatehouse.identity.user;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of a user, for them to take along. */
@Singleton
public class AccountExport {
    private final UserStore users;
    private final AuditTrail trail;

    AccountExport(UserStore users, AuditTrail trail) {
        this.users = users;
        this.trail = trail;
    }

    /** @param exportedAt when it was put together */
    @RegisterForReflection
    public record Document(
            Instant exportedAt,
            Profile account,
            boolean hasPassword,
            List<Link> federatedIdentities,
            List<Passkey> passkeys) {}

    /** An account at an upstream provider that signs the user in. */
    @RegisterForReflection
    public record Link(String provider, String subject, Instant createdAt) {}

    /** A passkey, without what recognises it. @param lastUsedAt null where it was not used yet */
    @RegisterForReflection
    public record Passkey(
            String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

    /** For the user themselves. */
    public Optional<Document> take(UUID id) {
        Optional<Document> document = users.account(id)
                .map(account -> new Document(
                        Instant.now(),
                        Profile.full(account),
                        account.passwordHash() != null,
                        users.links(id),
                        users.passkeys(id)));
        document.ifPresent(taken -> trail.note(AuditEvent.of(AuditKind.exported, id)));
        return document;
    }
}
