package dev.gatehouse.identity.user;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.password.PasswordHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What only administrators change of users, in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class AdministratorStore {
    private final UserStore users;
    private final PasswordHistory history;
    private final AuditTrail trail;
    private final Event<ResetForced> resets;

    AdministratorStore(UserStore users, PasswordHistory history, AuditTrail trail, Event<ResetForced> resets) {
        this.users = users;
        this.history = history;
        this.trail = trail;
        this.resets = resets;
    }

    /**
     * Makes an administrator of a user, or not any more; empty where there is no such user, or nobody else could
     * administer. All administrators are locked meanwhile: two that unmake each other do so one after the other.
     */
    Optional<Account> setAdmin(UUID id, boolean admin, String actor) {
        if (!admin && last(id)) {
            return Optional.empty();
        }
        return users.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(user -> {
            if (user.admin != admin) {
                user.admin = admin;
                touch(user);
                trail.note(new AuditEvent(admin ? AuditKind.admin_made : AuditKind.admin_unmade, id, actor, null));
            }
            return user.account();
        });
    }

    /**
     * Whether the user is the only one who can administer. Where they are an administrator, all of those are locked until
     * the transaction ends.
     */
    boolean last(UUID id) {
        if (users.account(id).filter(Account::admin).isEmpty()) {
            return false;
        }
        List<UserEntity> all = users.find("admin = true order by id")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        boolean administers = all.stream().anyMatch(user -> user.id.equals(id) && user.disabledAt == null);
        boolean others = all.stream().anyMatch(user -> !user.id.equals(id) && user.disabledAt == null);
        return administers && !others;
    }

    /** Takes the password away: the user has to choose another. False where there is no such user. */
    boolean forceReset(UUID id, String actor) {
        Optional<UserEntity> found = users.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
        found.ifPresent(user -> {
            history.replaced(id, user.passwordHash);
            user.passwordHash = null;
            touch(user);
            trail.note(new AuditEvent(AuditKind.password_reset_forced, id, actor, null));
            resets.fire(new ResetForced(id));
        });
        return found.isPresent();
    }

    private static void touch(UserEntity user) {
        user.version++;
        user.updatedAt = Instant.now();
    }
}
