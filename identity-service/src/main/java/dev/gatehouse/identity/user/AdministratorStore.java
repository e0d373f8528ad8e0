package dev.gatehouse.identity.user;

import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.profile.ProfileChange;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only administrators change of users, in one transaction with the event that tells of it. */
@ApplicationScoped
@Transactional
class AdministratorStore {
    private final UserStore users;
    private final ProfileChange profile;
    private final PasswordHistory history;
    private final ClosingStore closings;
    private final AuditTrail trail;
    private final Event<ResetForced> resets;

    AdministratorStore(
            UserStore users,
            ProfileChange profile,
            PasswordHistory history,
            ClosingStore closings,
            AuditTrail trail,
            Event<ResetForced> resets) {
        this.users = users;
        this.profile = profile;
        this.history = history;
        this.closings = closings;
        this.trail = trail;
        this.resets = resets;
    }

    /**
     * Changes the user where the condition holds. The row is locked from the look at its version on, and looked at in full
     * before any of it is changed. Where nobody might be left who administers, all who do are locked as well: two that
     * unmake each other do so one after the other. {@link AccountClosing} has to end what the user holds.
     */
    ProfileEditing.Outcome change(UUID id, AdministeredChange asked, EntityTag.Condition condition, String actor) {
        List<UserEntity> locked = asked.takesAway() ? lockedWithAdministrators(id) : locked(id);
        Optional<UserEntity> found =
                locked.stream().filter(user -> user.id.equals(id)).findFirst();
        if (found.isEmpty()) {
            return new ProfileEditing.Absent();
        }
        UserEntity user = found.get();
        if (!condition.holds(user.version)) {
            return new ProfileEditing.Outdated();
        }
        StandardClaims before = user.account().claims();
        // Claims that stay are not looked at: they may be of before today's rules.
        return switch (asked.claims().isEmpty()
                ? new ProfileChange.Patched(before)
                : profile.apply(before, asked.claims())) {
            case ProfileChange.Invalid(var violations) -> new ProfileEditing.Invalid(violations);
            case ProfileChange.Patched ignored
            when asked.takesAway() && last(id, locked) -> new ProfileEditing.LastAdministrator();
            // There is no way back from a removal.
            case ProfileChange.Patched ignored
            when Boolean.FALSE.equals(asked.disabled()) && closings.removes(id) -> new ProfileEditing.Absent();
            case ProfileChange.Patched(StandardClaims claims) ->
                new ProfileEditing.Edited(changed(user, asked, claims, actor));
        };
    }

    private Account changed(UserEntity user, AdministeredChange asked, StandardClaims claims, String actor) {
        if (!asked.claims().isEmpty()) {
            user.claims = claims;
            note(AuditKind.profile_changed, user, actor, ProfileEditing.names(asked.claims()));
        }
        boolean unmade = user.admin && Boolean.FALSE.equals(asked.admin());
        if (asked.admin() != null && user.admin != asked.admin()) {
            user.admin = asked.admin();
            note(user.admin ? AuditKind.admin_made : AuditKind.admin_unmade, user, actor, null);
        }
        if (asked.disabled() != null) {
            Instant since = user.disabledAt == null ? Instant.now() : user.disabledAt;
            user.disabledAt = asked.disabled() ? since : null;
            note(asked.disabled() ? AuditKind.disabled : AuditKind.enabled, user, actor, null);
        }
        if (unmade || Boolean.TRUE.equals(asked.disabled())) {
            closings.begin(user.id, false, actor, ClosingStore.AT_IT);
        }
        touch(user);
        return user.account();
    }

    private void note(AuditKind kind, UserEntity user, String actor, @Nullable String detail) {
        trail.note(new AuditEvent(kind, user.id, actor, detail));
    }

    /** Whether the user is the only one who can administer; then all who do are locked until the transaction ends. */
    boolean last(UUID id) {
        // Counted, not read: what is read before the lock may be of before another's change.
        return users.count("id = ?1 and admin = true", id) > 0 && last(id, lockedWithAdministrators(id));
    }

    private static boolean last(UUID id, List<UserEntity> locked) {
        List<UUID> able = locked.stream()
                .filter(user -> user.admin && user.disabledAt == null)
                .map(user -> user.id)
                .toList();
        return able.equals(List.of(id));
    }

    private List<UserEntity> locked(UUID id) {
        return users.find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).list();
    }

    /** In one order, whoever is meant. */
    private List<UserEntity> lockedWithAdministrators(UUID id) {
        return users.find("admin = true or id = ?1 order by id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
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
