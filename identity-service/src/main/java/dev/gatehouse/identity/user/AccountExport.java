package dev.gatehouse.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.membership.MembershipStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What is kept of a user, for them to take along. */
@Singleton
public class AccountExport {
    /** The latest; all of them are at {@code /account/activity}. */
    private static final int MOST_EVENTS = 500;

    private final UserStore users;
    private final MembershipStore memberships;
    private final AuditTrail trail;
    private final Instance<Part> parts;

    AccountExport(UserStore users, MembershipStore memberships, AuditTrail trail, Instance<Part> parts) {
        this.users = users;
        this.memberships = memberships;
        this.trail = trail;
        this.parts = parts;
    }

    /** What another room keeps of users. */
    public interface Part {
        /** The member of the document that it becomes. */
        String name();

        /** What there is of {@code user}, for JSON. */
        List<?> of(UUID user);

        /** Whether it can let somebody in as the user. */
        boolean letsIn();
    }

    /** @param exportedAt when it was put together @param parts by their names, beside the other members */
    @RegisterForReflection
    public record Document(
            Instant exportedAt,
            Profile account,
            boolean hasPassword,
            List<Link> federatedIdentities,

            @JsonAnyGetter Map<String, List<?>> parts) {}

    /** An account at an upstream provider that signs the user in. */
    @RegisterForReflection
    public record Link(String provider, String subject, Instant createdAt) {}

    /** For the user themselves; where another service is away, which keeps a part of it, nothing is given. */
    public Optional<Document> take(UUID id) {
        Optional<Document> document = users.account(id)
                .map(account -> new Document(
                        Instant.now(),
                        Profile.full(account).with(memberships.of(id), account.scope()),
                        account.passwordHash() != null,
                        users.links(id),
                        parts(id)));
        document.ifPresent(taken -> trail.note(AuditEvent.of(AuditKind.exported, id)));
        return document;
    }

    private Map<String, List<?>> parts(UUID id) {
        var found = new TreeMap<String, List<?>>();
        parts.forEach(part -> found.put(part.name(), part.of(id)));
        // With the addresses and browsers that things were done from.
        found.put("activity", trail.page(id, null, MOST_EVENTS).events());
        return found;
    }
}
