package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Claims, {@code disabled} and {@code admin} change together or not at all. */
@QuarkusTest
class AdministeredChangeTest {
    private static final EntityTag.Condition ANY = new EntityTag.Anything();
    private final UserAdministration administration;
    private final UserStore users;
    private final ClosingStore closings;
    private final AuditTrail trail;

    @Inject
    AdministeredChangeTest(
            UserAdministration administration, UserStore users, ClosingStore closings, AuditTrail trail) {
        this.administration = administration;
        this.users = users;
        this.closings = closings;
        this.trail = trail;
    }

    @RepeatedTest(20)
    void ofTwoChangesOfTheSameVersionOneHolds() throws Exception {
        UUID id = user();
        var condition = new EntityTag.Versions(Set.of("0"));
        List<ProfileEditing.Outcome> outcomes = atOnce(
                () -> change(id, claims(), true, null, condition), () -> change(id, claims(), null, true, condition));
        assertEquals(
                1,
                outcomes.stream()
                        .filter(ProfileEditing.Edited.class::isInstance)
                        .count());
        assertEquals(
                1,
                outcomes.stream()
                        .filter(ProfileEditing.Outdated.class::isInstance)
                        .count());
        Account after = account(id);
        assertTrue(after.disabled() ^ after.admin());
        assertEquals(1, after.version());
        unmake(id);
    }

    @RepeatedTest(20)
    void ofAChangeAndARemovalOfTheSameVersionOneHolds() throws Exception {
        UUID id = user();
        var condition = new EntityTag.Versions(Set.of("0"));
        List<Object> outcomes = atOnce(
                () -> change(id, claims(), null, true, condition),
                () -> administration.remove(id, condition, "tester"));
        boolean removed = outcomes.contains(UserAdministration.Removal.UNDER_WAY);
        assertEquals(removed, outcomes.stream().anyMatch(ProfileEditing.Outdated.class::isInstance));
        assertEquals(!removed, outcomes.contains(UserAdministration.Removal.OUTDATED));
        Account after = account(id);
        assertEquals(removed, after.disabled());
        assertEquals(!removed, after.admin());
        assertEquals(1, after.version());
        users.remove(id);
    }

    @RepeatedTest(20)
    void whoeverProvisionsRemovesNobodyWhoIsMadeAnAdministratorAtTheSameTime() throws Exception {
        UUID id = user();
        List<Object> outcomes = atOnce(
                () -> change(id, claims(), null, true, ANY), () -> administration.removeOrdinary(id, ANY, "tester"));
        boolean removed = outcomes.contains(UserAdministration.Removal.UNDER_WAY);
        assertEquals(removed, account(id).disabled());
        assertEquals(!removed, outcomes.contains(UserAdministration.Removal.OUTDATED));
        users.remove(id);
    }

    @Test
    void aRemovalOfAnotherVersionChangesNothing() {
        UUID id = user();
        assertEquals(
                UserAdministration.Removal.OUTDATED,
                administration.remove(id, new EntityTag.Versions(Set.of("7")), "tester"));
        assertFalse(account(id).disabled());
        assertTrue(closings.find(id).isEmpty());
        assertTrue(trail.page(id, null, 10).events().isEmpty());
    }

    @Test
    void allPartsMakeOneVersionAndAnEventEach() {
        UUID id = user();
        assertInstanceOf(
                ProfileEditing.Edited.class,
                change(id, claims().put("nickname", "Ada"), true, true, new EntityTag.Versions(Set.of("0"))));
        Account after = account(id);
        assertEquals(1, after.version());
        assertEquals("Ada", after.claims().nickname());
        assertTrue(after.disabled() && after.admin());
        assertEquals(
                List.of("admin_made", "disabled", "profile_changed"),
                trail.page(id, null, 10).events().stream()
                        .map(RecordedEvent::event)
                        .sorted()
                        .toList());
        unmake(id);
    }

    @Test
    void claimsThatAreRefusedLeaveAllAsItWas() {
        UUID id = user();
        ObjectNode wrong = claims().put("nickname", "Ada").put("website", "javascript:alert(1)");
        assertInstanceOf(ProfileEditing.Invalid.class, change(id, wrong, true, true, ANY));
        Account after = account(id);
        assertFalse(after.disabled() || after.admin());
        assertNull(after.claims().nickname());
        assertEquals(0, after.version());
        assertTrue(closings.find(id).isEmpty());
        assertTrue(trail.page(id, null, 10).events().isEmpty());
    }

    @Test
    void claimsStayWhereTheLastAdministratorWouldGo() {
        UUID root = users.byLogin("root-admin").orElseThrow().id();
        Account before = account(root);
        assertInstanceOf(
                ProfileEditing.LastAdministrator.class,
                change(root, claims().put("nickname", "Root"), null, false, ANY));
        assertInstanceOf(
                ProfileEditing.LastAdministrator.class,
                change(root, claims().put("nickname", "Root"), true, null, ANY));
        assertEquals(before, account(root));
    }

    @Test
    void whatAnAdministratorHeldEndsWhenTheyAreUnmade() {
        UUID id = user();
        change(id, claims(), null, true, ANY);
        change(id, claims(), null, true, ANY);
        assertTrue(closings.find(id).isEmpty());
        change(id, claims(), null, false, ANY);
        assertFalse(account(id).admin());
        assertTrue(closings.find(id).isPresent(), "the other services are away, so it is kept for later");
        unmake(id);
    }

    @Test
    void nobodyIsAbsentAndAnOldVersionOutdated() {
        assertInstanceOf(ProfileEditing.Absent.class, change(UUID.randomUUID(), claims(), true, true, ANY));
        UUID id = user();
        assertInstanceOf(
                ProfileEditing.Outdated.class, change(id, claims(), true, true, new EntityTag.Versions(Set.of("7"))));
        assertFalse(account(id).disabled() || account(id).admin());
    }

    /** So that neither another test counts on them as an administrator, nor takes up what they held. */
    private void unmake(UUID id) {
        change(id, claims(), null, false, ANY);
        closings.find(id).ifPresent(closings::done);
    }

    private ProfileEditing.Outcome change(
            UUID id,
            ObjectNode claims,
            @Nullable Boolean disabled,
            @Nullable Boolean admin,
            EntityTag.Condition condition) {
        return administration.change(id, "tester", new AdministeredChange(claims, disabled, admin), condition);
    }

    private static ObjectNode claims() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Account account(UUID id) {
        return users.account(id).orElseThrow();
    }

    private UUID user() {
        String name = "c" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }

    private static <T> List<T> atOnce(Callable<? extends T> one, Callable<? extends T> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<? extends T> first = threads.submit(one);
            Future<? extends T> second = threads.submit(other);
            return List.of(first.get(), second.get());
        }
    }
}
