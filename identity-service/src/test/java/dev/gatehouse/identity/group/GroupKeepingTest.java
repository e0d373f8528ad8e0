package dev.gatehouse.identity.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.membership.MembershipStore;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GroupKeepingTest {
    private static final EntityTag.Condition ANY = new EntityTag.Anything();
    private final GroupKeeping keeping;
    private final GroupChanges changes;
    private final GroupStore groups;
    private final MembershipStore memberships;
    private final UserStore users;
    private final AuditTrail trail;

    @Inject
    GroupKeepingTest(
            GroupKeeping keeping,
            GroupChanges changes,
            GroupStore groups,
            MembershipStore memberships,
            UserStore users,
            AuditTrail trail) {
        this.keeping = keeping;
        this.changes = changes;
        this.groups = groups;
        this.memberships = memberships;
        this.users = users;
        this.trail = trail;
    }

    @Test
    void aGroupIsRemovedInTheVersionThatWasDemandedAlone() {
        Group group = made(Kind.group, fresh());
        var seen = new EntityTag.Versions(Set.of(Long.toString(group.version())));
        assertInstanceOf(GroupKeeping.Kept.class, keeping.change(Kind.group, group.id(), renamed(fresh()), seen, "t"));
        assertEquals(GroupKeeping.Removal.OUTDATED, keeping.remove(Kind.group, group.id(), seen, "t"));
        assertTrue(groups.group(Kind.group, group.id()).isPresent());
        assertEquals(GroupKeeping.Removal.DONE, keeping.remove(Kind.group, group.id(), ANY, "t"));
        assertEquals(GroupKeeping.Removal.ABSENT, keeping.remove(Kind.group, group.id(), ANY, "t"));
    }

    @Test
    void aNameIsGivenOnceWhateverItsCase() {
        String name = fresh();
        made(Kind.group, name);
        assertInstanceOf(GroupKeeping.Taken.class, make(Kind.group, name.toUpperCase(Locale.ROOT)));
        made(Kind.role, name);
        Group other = made(Kind.group, fresh());
        assertInstanceOf(GroupKeeping.Taken.class, keeping.change(Kind.group, other.id(), renamed(name), ANY, "t"));
        assertEquals(Optional.of(other), groups.group(Kind.group, other.id()));
    }

    @Test
    void aNameHasBounds() {
        for (String bad : List.of("", "  ", "a\u0000b", "a\nb", "x".repeat(101))) {
            assertInstanceOf(GroupKeeping.BadName.class, make(Kind.group, bad));
        }
    }

    @Test
    void aChangeOfAnOldVersionDoesNotHold() {
        Group group = made(Kind.group, fresh());
        var condition = new EntityTag.Versions(Set.of(Long.toString(group.version())));
        assertInstanceOf(
                GroupKeeping.Kept.class, keeping.change(Kind.group, group.id(), renamed(fresh()), condition, "t"));
        assertInstanceOf(
                GroupKeeping.Outdated.class, keeping.change(Kind.group, group.id(), renamed(fresh()), condition, "t"));
        assertInstanceOf(GroupKeeping.Absent.class, keeping.change(Kind.role, group.id(), renamed(fresh()), ANY, "t"));
    }

    @Test
    void rolesComeByThemselvesAndByGroups() {
        UUID user = user();
        Group group = made(Kind.group, fresh());
        Group own = made(Kind.role, "a" + fresh());
        Group given = made(Kind.role, "b" + fresh());
        assertTrue(changes.member(Kind.group, group.id(), user, true, "t"));
        assertTrue(changes.member(Kind.role, own.id(), user, true, "t"));
        assertTrue(changes.member(Kind.role, given.id(), user, true, "t"));
        assertTrue(changes.give(given.id(), group.id(), true, "t"));
        assertEquals(List.of(group.name()), memberships.of(user).groups());
        assertEquals(List.of(own.name(), given.name()), memberships.of(user).roles());
        assertTrue(changes.member(Kind.role, given.id(), user, false, "t"));
        assertEquals(List.of(own.name(), given.name()), memberships.of(user).roles());
        assertTrue(changes.give(given.id(), group.id(), false, "t"));
        assertFalse(changes.give(given.id(), group.id(), false, "t"));
        assertEquals(List.of(own.name()), memberships.of(user).roles());
    }

    @Test
    void theTrailTellsWhoReallyCameAndWent() {
        UUID leaver = user();
        UUID stayer = user();
        UUID comer = user();
        Group group = assertInstanceOf(
                        GroupKeeping.Kept.class,
                        keeping.make(Kind.group, fresh(), null, null, Set.of(leaver, stayer), "t"))
                .group();
        var exactly = new GroupKeeping.Change(
                Optional.empty(), null, null, List.of(new MemberChange.Exactly(Set.of(stayer, comer))));
        keeping.change(Kind.group, group.id(), exactly, ANY, "t");
        assertEquals(List.of("group_left", "group_joined"), events(leaver));
        assertEquals(List.of("group_joined"), events(stayer));
        assertEquals(List.of("group_joined"), events(comer));
    }

    private List<String> events(UUID user) {
        return trail.page(user, null, 10).events().stream()
                .map(RecordedEvent::event)
                .toList();
    }

    @Test
    void whoIsNobodyBelongsToNothing() {
        Group group = made(Kind.group, fresh());
        assertFalse(changes.member(Kind.group, group.id(), UUID.randomUUID(), true, "t"));
        assertFalse(changes.member(Kind.group, UUID.randomUUID(), user(), true, "t"));
        UUID user = user();
        var change = new GroupKeeping.Change(
                Optional.empty(), null, null, List.of(new MemberChange.Added(Set.of(user, UUID.randomUUID()))));
        assertInstanceOf(GroupKeeping.NoSuchUser.class, keeping.change(Kind.group, group.id(), change, ANY, "t"));
        assertEquals(List.of(), memberships.of(user).groups());
    }

    @Test
    void whoIsGoneBelongsToNothing() {
        UUID user = user();
        Group group = made(Kind.group, fresh());
        changes.member(Kind.group, group.id(), user, true, "t");
        users.remove(user);
        assertEquals(List.of(), groups.members(group.id(), new UUID(0, 0), 10));
        assertEquals(List.of(), memberships.of(user).groups());
    }

    @Test
    void pagesMeetInTheOrderOfNames() {
        String prefix = fresh();
        for (String end : List.of("c", "a", "B", "%")) {
            made(Kind.group, prefix + end);
        }
        Group.Page first = keeping.page(Kind.group, prefix.toUpperCase(Locale.ROOT), null, 3);
        assertEquals(List.of(prefix + "%", prefix + "a", prefix + "B"), names(first));
        Group.Page second = keeping.page(Kind.group, prefix, first.next(), 3);
        assertEquals(List.of(prefix + "c"), names(second));
        assertNull(second.next());
        assertThrows(IllegalArgumentException.class, () -> keeping.page(Kind.group, "", "?", 3));
    }

    private static List<String> names(Group.Page page) {
        return page.groups() == null
                ? List.of()
                : page.groups().stream().map(Group::name).toList();
    }

    private static GroupKeeping.Change renamed(String name) {
        return new GroupKeeping.Change(Optional.of(name), null, null, List.of());
    }

    private Group made(Kind kind, String name) {
        return assertInstanceOf(GroupKeeping.Kept.class, make(kind, name)).group();
    }

    private GroupKeeping.Outcome make(Kind kind, String name) {
        return keeping.make(kind, name, null, null, Set.of(), "t");
    }

    private UUID user() {
        return users.insert(new NewUser(fresh(), null, false, null, null, false))
                .orElseThrow()
                .id();
    }

    private static String fresh() {
        return "g" + UUID.randomUUID().toString().substring(0, 12);
    }
}
