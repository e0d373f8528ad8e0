package dev.gatehouse.identity.user;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Changes of users, each in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class NotedChanges {
    private final UserStore users;
    private final AuditTrail trail;
    private final Event<CredentialsChanged> credentials;

    NotedChanges(UserStore users, AuditTrail trail, Event<CredentialsChanged> credentials) {
        this.users = users;
        this.trail = trail;
        this.credentials = credentials;
    }

    /** Empty where the name or the address is taken. */
    Optional<Account> register(NewUser user) {
        Optional<Account> made = users.insert(user);
        made.ifPresent(account -> trail.note(AuditEvent.of(AuditKind.registered, account.id())));
        return made;
    }

    /** Empty where the user is not of that version any more, or gone. @param names of the claims that were changed */
    Optional<Account> rewrite(UUID id, long version, StandardClaims claims, String actor, String names) {
        Optional<Account> changed = users.rewrite(id, version, claims);
        changed.ifPresent(account -> trail.note(new AuditEvent(AuditKind.profile_changed, id, actor, names)));
        return changed;
    }

    /** Empty where there is no such user. */
    Optional<Account> setDisabled(UUID id, boolean disabled, String actor) {
        Optional<Account> changed = users.setDisabled(id, disabled);
        AuditKind kind = disabled ? AuditKind.disabled : AuditKind.enabled;
        changed.ifPresent(account -> trail.note(new AuditEvent(kind, id, actor, null)));
        credentials.fire(new CredentialsChanged(id));
        return changed;
    }

    /** Takes the user out, and where they were out of all that was noted; false where there is no such user. */
    boolean remove(UUID id, String actor) {
        boolean removed = users.remove(id);
        if (removed) {
            trail.note(new AuditEvent(AuditKind.deleted, id, actor, null));
            trail.erase(id);
            credentials.fire(new CredentialsChanged(id));
        }
        return removed;
    }
}
