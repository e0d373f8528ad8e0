package dev.gatehouse.identity.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Linked;
import dev.gatehouse.common.peer.IdentityService.LinkedToAnother;
import dev.gatehouse.common.peer.IdentityService.NobodyToLink;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.federation.LinkedIdentities.Unlinking;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LinkedIdentitiesTest {
    private final LinkedIdentities identities;
    private final Federation federation;
    private final UserStore users;
    private final AuditTrail trail;
    private final Throttle throttle;

    @Inject
    LinkedIdentitiesTest(
            LinkedIdentities identities, Federation federation, UserStore users, AuditTrail trail, Throttle throttle) {
        this.identities = identities;
        this.federation = federation;
        this.users = users;
        this.trail = trail;
        this.throttle = throttle;
    }

    @Test
    void aLinkedAccountSignsItsUserInAndAnUnlinkedOneDoesNot() {
        Account ada = user("hash");
        FederatedIdentity there = there();
        assertInstanceOf(Linked.class, identities.link(ada.id(), there));
        assertEquals(ada.id(), subject(there));
        assertEquals(Unlinking.DONE, identities.unlink(ada.id(), only(ada).id()));
        assertTrue(identities.of(ada.id()).isEmpty());
        assertTrue(!ada.id().equals(subject(there)), "a user of their own now");
        List<String> events = trail.page(ada.id(), null, 10).events().stream()
                .map(RecordedEvent::event)
                .toList();
        assertEquals(List.of("federated_identity_unlinked", "signed_in", "federated_identity_linked"), events);
    }

    @Test
    void linkingTwiceIsLinkingOnce() {
        Account ada = user("hash");
        FederatedIdentity there = there();
        assertInstanceOf(Linked.class, identities.link(ada.id(), there));
        assertInstanceOf(Linked.class, identities.link(ada.id(), there));
        assertEquals(there.subject(), only(ada).subject());
    }

    @Test
    void nothingIsTakenFromAnotherUser() {
        FederatedIdentity there = there();
        UUID first = subject(there);
        assertInstanceOf(LinkedToAnother.class, identities.link(user("hash").id(), there));
        assertEquals(first, subject(there));
    }

    @Test
    void whoMayNotSignInLinksNothing() {
        Account ada = user("hash");
        users.setDisabled(ada.id(), true);
        assertInstanceOf(NobodyToLink.class, identities.link(ada.id(), there()));
        assertInstanceOf(NobodyToLink.class, identities.link(UUID.randomUUID(), there()));
    }

    @Test
    void theLastWayInStays() {
        FederatedIdentity there = there();
        UUID user = subject(there);
        String id = identities.of(user).getFirst().id();
        assertEquals(Unlinking.LAST_WAY_IN, identities.unlink(user, id));
        assertEquals(user, subject(there));
        identities.link(user, there());
        assertEquals(Unlinking.DONE, identities.unlink(user, id));
    }

    @Test
    void ofTheLastTwoWaysInOneStaysHoweverManyAskAtOnce() throws Exception {
        FederatedIdentity there = there();
        UUID user = subject(there);
        identities.link(user, there());
        List<LinkedIdentity> both = identities.of(user);
        var calls = new ArrayList<Callable<Unlinking>>();
        for (LinkedIdentity each : both) {
            calls.addAll(Collections.nCopies(4, () -> identities.unlink(user, each.id())));
        }
        Collections.shuffle(calls);
        var outcomes = new ArrayList<Unlinking>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Unlinking> each : threads.invokeAll(calls)) {
                outcomes.add(each.get());
            }
        }
        assertEquals(1, Collections.frequency(outcomes, Unlinking.DONE), outcomes.toString());
        assertEquals(1, identities.of(user).size());
    }

    @Test
    void nobodyUnlinksAnothersAccount() {
        Account ada = user("hash");
        identities.link(ada.id(), there());
        assertEquals(
                Unlinking.ABSENT, identities.unlink(user("hash").id(), only(ada).id()));
        assertEquals(1, identities.of(ada.id()).size());
    }

    private LinkedIdentity only(Account account) {
        List<LinkedIdentity> all = identities.of(account.id());
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void theBrowserOfWhoComesFromAProviderIsKnownFromThenOn() {
        FederatedIdentity there = there();
        var first = assertInstanceOf(Authenticated.class, federation.signIn(there));
        assertTrue(throttle.known(first.subject(), first.device()).isPresent());
        var again = assertInstanceOf(Authenticated.class, federation.signIn(there.from(first.device())));
        assertNull(again.device(), "it keeps what it has");
    }

    private UUID subject(FederatedIdentity there) {
        return assertInstanceOf(Authenticated.class, federation.signIn(there)).subject();
    }

    private Account user(@Nullable String hash) {
        return users.insert(new NewUser(fresh(), null, false, null, hash, false))
                .orElseThrow();
    }

    private static FederatedIdentity there() {
        return new FederatedIdentity("upstream", fresh(), null, null, false, null);
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }
}
