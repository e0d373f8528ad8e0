package dev.gatehouse.identity.user;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Changes of users, each in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class NotedChanges {
    private final UserStore users;
    private final ClosingStore closings;
    private final AdministratorStore administrators;
    private final AuditTrail trail;

    NotedChanges(UserStore users, ClosingStore closings, AdministratorStore administrators, AuditTrail trail) {
        this.users = users;
        this.closings = closings;
        this.administrators = administrators;
        this.trail = trail;
    }

    /** What came of a closing; nothing was changed where it was not done. */
    enum Closed {
        DONE,
        ABSENT,
        /** The user is not as was demanded. */
        OTHERWISE,
        /** Nobody else could administer. */
        LAST_ADMINISTRATOR
    }

    /** Empty where the name is taken. */
    Optional<Account> register(NewUser user) {
        Optional<Account> made = users.register(user);
        made.ifPresent(account -> trail.note(AuditEvent.of(AuditKind.registered, account.id())));
        return made;
    }

    /** The same by an administrator; empty where the address is taken, too. */
    Optional<Account> make(NewUser user, String actor) {
        Optional<Account> made = users.insert(user);
        made.ifPresent(account -> trail.note(new AuditEvent(AuditKind.registered, account.id(), actor, null)));
        return made;
    }

    /** Empty where the user is not of that version any more, or gone. @param names of the claims that were changed */
    Optional<Account> rewrite(UUID id, long version, StandardClaims claims, String actor, String names) {
        Optional<Account> changed = users.rewrite(id, version, claims);
        changed.ifPresent(account -> trail.note(new AuditEvent(AuditKind.profile_changed, id, actor, names)));
        return changed;
    }

    /**
     * The user may not sign in from now on; {@link AccountClosing} has to end what they hold.
     *
     * @param removal whether they are to be removed then
     * @param demanded what has to be so of the user, whose row is locked when it is looked at
     */
    Closed close(UUID id, boolean removal, Predicate<Account> demanded, String actor) {
        boolean last = administrators.last(id);
        Optional<Account> found = users.locked(id);
        if (found.isEmpty()) {
            return Closed.ABSENT;
        }
        if (!demanded.test(found.get())) {
            return Closed.OTHERWISE;
        }
        if (last) {
            return Closed.LAST_ADMINISTRATOR;
        }
        users.setDisabled(id, true);
        closings.begin(id, removal, actor, ClosingStore.AT_IT);
        trail.note(new AuditEvent(AuditKind.disabled, id, actor, null));
        return Closed.DONE;
    }

    /** Takes the user out, and where they were out of all that was noted; false where there is no such user. */
    boolean remove(UUID id, String actor) {
        boolean removed = users.remove(id);
        if (removed) {
            trail.note(new AuditEvent(AuditKind.deleted, id, actor, null));
            trail.erase(id);
        }
        return removed;
    }
}
