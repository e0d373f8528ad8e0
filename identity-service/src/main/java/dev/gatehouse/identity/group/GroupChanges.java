package dev.gatehouse.identity.group;

import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of groups and roles, each in one transaction with the events that tell of it. */
@ApplicationScoped
@Transactional
class GroupChanges {
    private final GroupStore groups;
    private final AuditTrail trail;

    GroupChanges(GroupStore groups, AuditTrail trail) {
        this.groups = groups;
        this.trail = trail;
    }

    /** One of the users to be added is not there; all of the change is rolled back. */
    static final class NoSuchUser extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws NoSuchUser where one of the members is none */
    Optional<Group> make(
            Kind kind,
            String name,
            @Nullable String description,
            @Nullable String externalId,
            Set<UUID> members,
            String actor) {
        Optional<Group> made = groups.insert(kind, name, description, externalId);
        made.ifPresent(group -> {
            note(kind == Kind.group ? AuditKind.group_made : AuditKind.role_made, null, actor, group);
            apply(group, List.of(new MemberChange.Added(members)), actor);
        });
        return made;
    }

    /**
     * Replaces what is said of it, and changes who belongs to it.
     *
     * @throws NoSuchUser where one of the members is none
     * @throws org.hibernate.exception.ConstraintViolationException where another of its kind has the name
     */
    GroupKeeping.Outcome change(
            Kind kind, UUID id, GroupKeeping.Change change, EntityTag.Condition condition, String actor) {
        Optional<Group> found = groups.locked(kind, id);
        if (found.isEmpty()) {
            return new GroupKeeping.Absent();
        }
        Group before = found.get();
        if (!condition.holds(before.version())) {
            return new GroupKeeping.Outdated();
        }
        Optional<Group> after = groups.rewrite(
                id,
                change.name().orElse(before.name()),
                change.description() == null
                        ? before.description()
                        : change.description().orElse(null),
                change.externalId() == null
                        ? before.externalId()
                        : change.externalId().orElse(null));
        note(kind == Kind.group ? AuditKind.group_changed : AuditKind.role_changed, null, actor, before);
        apply(before, change.members(), actor);
        return after.<GroupKeeping.Outcome>map(GroupKeeping.Kept::new).orElseGet(GroupKeeping.Absent::new);
    }

    GroupKeeping.Removal remove(Kind kind, UUID id, EntityTag.Condition condition, String actor) {
        Optional<Group> found = groups.locked(kind, id);
        if (found.isEmpty()) {
            return GroupKeeping.Removal.ABSENT;
        }
        if (!condition.holds(found.get().version())) {
            return GroupKeeping.Removal.OUTDATED;
        }
        groups.remove(kind, id);
        note(kind == Kind.group ? AuditKind.group_removed : AuditKind.role_removed, null, actor, found.get());
        return GroupKeeping.Removal.DONE;
    }

    /** Adds or takes out one user; false where there is no such group, no such user, or none to take out. */
    boolean member(Kind kind, UUID id, UUID user, boolean belongs, String actor) {
        Optional<Group> found = groups.locked(kind, id);
        if (found.isEmpty()) {
            return false;
        }
        List<UUID> changed = belongs ? groups.add(id, Set.of(user)) : groups.takeOut(id, Set.of(user));
        if (!changed.isEmpty()) {
            groups.touch(id);
            note(found.get(), belongs, changed, actor);
        }
        return belongs ? groups.known(Set.of(user)) == 1 : !changed.isEmpty();
    }

    /** Gives a role to a group, or takes it away; false where there is no such role or group, or none to take away. */
    boolean give(UUID role, UUID group, boolean has, String actor) {
        Optional<Group> found = groups.locked(Kind.role, role);
        if (found.isEmpty() || !(has ? groups.give(role, group) : groups.take(role, group))) {
            return false;
        }
        groups.touch(role);
        note(AuditKind.role_changed, null, actor, found.get());
        return true;
    }

    private void apply(Group group, List<MemberChange> changes, String actor) {
        for (MemberChange change : changes) {
            switch (change) {
                case MemberChange.Added(Set<UUID> users) -> add(group, users, actor);
                case MemberChange.Removed(Set<UUID> users) ->
                    note(group, false, groups.takeOut(group.id(), users), actor);
                case MemberChange.Exactly(Set<UUID> users) -> {
                    note(group, false, groups.takeOutOthers(group.id(), users), actor);
                    add(group, users, actor);
                }
            }
        }
    }

    private void add(Group group, Set<UUID> users, String actor) {
        if (groups.known(users) != users.size()) {
            throw new NoSuchUser();
        }
        note(group, true, groups.add(group.id(), users), actor);
    }

    private void note(Group group, boolean belong, List<UUID> users, String actor) {
        users.forEach(user -> note(membership(group.kind(), belong), user, actor, group));
    }

    private static AuditKind membership(Kind kind, boolean belongs) {
        return switch (kind) {
            case group -> belongs ? AuditKind.group_joined : AuditKind.group_left;
            case role -> belongs ? AuditKind.role_given : AuditKind.role_taken;
        };
    }

    private void note(AuditKind kind, @Nullable UUID user, String actor, Group group) {
        trail.note(new AuditEvent(kind, user, actor, group.name()));
    }
}
