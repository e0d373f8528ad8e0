package dev.gatehouse.identity.user;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.membership.MembershipStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept of a user, for them to take along. */
@Singleton
public class AccountExport {
    private final UserStore users;
    private final MembershipStore memberships;
    private final AuditTrail trail;

    AccountExport(UserStore users, MembershipStore memberships, AuditTrail trail) {
        this.users = users;
        this.memberships = memberships;
        this.trail = trail;
    }

    /** @param exportedAt when it was put together */
    @RegisterForReflection
    public record Document(Instant exportedAt, Profile account, boolean hasPassword, List<Link> federatedIdentities) {}

    /** An account at an upstream provider that signs the user in. */
    @RegisterForReflection
    public record Link(String provider, String subject, Instant createdAt) {}

    /** For the user themselves. */
    public Optional<Document> take(UUID id) {
        Optional<Document> document = users.account(id)
                .map(account -> new Document(
                        Instant.now(),
                        Profile.full(account).with(memberships.of(id), account.scope()),
                        account.passwordHash() != null,
                        users.links(id)));
        document.ifPresent(taken -> trail.note(AuditEvent.of(AuditKind.exported, id)));
        return document;
    }
}
