package dev.gatehouse.identity.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That somebody comes from a provider says nothing of when they proved there who they are. */
@QuarkusTest
class ProvedElsewhereTest {
    private final Federation federation;
    private final FederatedStore store;
    private final AuditTrail trail;
    private final FederatedIdentity there =
            new FederatedIdentity("upstream", UUID.randomUUID().toString(), null, null, false, null);

    @Inject
    ProvedElsewhereTest(Federation federation, FederatedStore store, AuditTrail trail) {
        this.trail = trail;
        this.federation = federation;
        this.store = store;
    }

    private Authenticated signIn(@Nullable Instant authTime) {
        Instant before = Instant.now();
        Authenticated user = assertInstanceOf(Authenticated.class, federation.signIn(there.provedAt(authTime)));
        assertFalse(user.begun().isBefore(before), "it begins now");
        return user;
    }

    @Test
    void itIsWhenTheProviderSays() {
        Instant said = Instant.now().minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        assertEquals(said, signIn(said).authTime());
        Authenticated ahead = signIn(Instant.now().plusSeconds(30));
        assertEquals(ahead.begun(), ahead.authTime());
    }

    @Test
    void whereItDoesNotSayItIsNotKnown() {
        assertEquals(Authenticated.UNKNOWN, signIn(null).authTime());
    }

    @Test
    void whoeverIsNotExpectedIsRefusedAndNobodyIsMade() {
        UUID nobody = UUID.randomUUID();
        Refused refused = assertInstanceOf(Refused.class, federation.signIn(there.of(nobody)));
        assertEquals(Refused.ANOTHER_USER, refused.code());
        assertFalse(store.find(there.provider(), there.subject()).isPresent());
        UUID user = signIn(null).subject();
        assertInstanceOf(Refused.class, federation.signIn(there.of(nobody)));
        assertInstanceOf(Authenticated.class, federation.signIn(there.of(user)));
    }

    @Test
    void thatSomebodyElseCameBackIsNotedWithWhomeverItWasToBe() {
        UUID user = signIn(null).subject();
        var other = new FederatedIdentity("upstream", UUID.randomUUID().toString(), null, null, false, null);
        assertInstanceOf(Refused.class, federation.signIn(other.of(user)));
        RecordedEvent latest = trail.page(user, null, 1).events().getFirst();
        assertEquals("sign_in_refused", latest.event());
        assertEquals("another_user upstream", latest.detail());
    }
}
