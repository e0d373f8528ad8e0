package dev.gatehouse.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** All that can let somebody in as a user, here and in the other services; of none of it what it is proved by. */
@Singleton
public class CredentialList {
    private final UserStore users;
    private final Instance<AccountExport.Part> parts;
    private final AuditTrail trail;

    CredentialList(UserStore users, Instance<AccountExport.Part> parts, AuditTrail trail) {
        this.users = users;
        this.parts = parts;
        this.trail = trail;
    }

    /** @param parts by their names, beside the other members */
    @RegisterForReflection
    public record Listing(
            boolean hasPassword,
            List<AccountExport.Link> federatedIdentities,

            @JsonAnyGetter Map<String, List<?>> parts) {}

    /** Empty where there is no such user; where another service is away, nothing is given. */
    public Optional<Listing> of(UUID user) {
        return users.account(user)
                .map(account -> new Listing(account.passwordHash() != null, users.links(user), parts(user)));
    }

    /** The same for an administrator, whose look is noted, but for one at themselves. @param actor who looks */
    public Optional<Listing> lookedAt(UUID user, String actor) {
        Optional<Listing> found = of(user);
        if (found.isPresent() && !actor.equals(user.toString())) {
            trail.note(new AuditEvent(AuditKind.credentials_viewed, user, actor, null));
        }
        return found;
    }

    private Map<String, List<?>> parts(UUID user) {
        var found = new TreeMap<String, List<?>>();
        parts.stream().filter(AccountExport.Part::letsIn).forEach(part -> found.put(part.name(), part.of(user)));
        return found;
    }
}
