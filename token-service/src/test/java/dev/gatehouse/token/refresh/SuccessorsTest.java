package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.grant.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessorsTest {
    private static final Scope GRANTED = Scope.of("openid", "email", Scope.ADMIN);

    @Test
    void givesWhatIsAskedOfWhatWasGranted() {
        assertEquals(GRANTED, Successors.scope(GRANTED, null, null));
        assertEquals(GRANTED, Successors.scope(GRANTED, null, Scope.NONE));
        assertEquals(Scope.of("email"), Successors.scope(GRANTED, null, Scope.of("email")));
        assertEquals(GRANTED, Successors.scope(GRANTED, user(GRANTED, null), null));
    }

    @Test
    void dropsTheAdministratorsScopeOnceTheyAreNone() {
        assertEquals(Scope.of("openid", "email"), Successors.scope(GRANTED, user(Scope.of("openid"), null), null));
        assertEquals(Scope.NONE, Successors.scope(GRANTED, user(Scope.NONE, null), Scope.of(Scope.ADMIN)));
    }

    @Test
    void claimsHaveTheValuesOfToday() {
        Map<String, Object> first = Map.of("name", "Old", "email", "old@example.org", "locale", "de");
        assertEquals(
                Map.of("name", "New", "email", "new@example.org"),
                Successors.claims(first, user(GRANTED, "new@example.org")));
        assertEquals(Map.of("name", "New"), Successors.claims(first, user(GRANTED, null)));
    }

    @Test
    void noClaimComesThatWasNotGivenAtFirst() {
        assertEquals(Map.of(), Successors.claims(Map.of("locale", "de"), user(GRANTED, "new@example.org")));
    }

    @Test
    void aTokenTellsOfItsUserWhatItsScopeOpens() {
        var byScope = Map.of("email", List.of("email", "email_verified", "phone_number"), "other", List.of("name"));
        var asked = new Terms(null, null, null, null, null, null, new Beside(null, null, null, byScope), null);
        Found user = user(GRANTED, "new@example.org");
        assertEquals(
                Map.of("email", "new@example.org", "email_verified", false),
                Successors.terms(grant(), user, null, asked).claims());
        assertNull(Successors.terms(grant(), user, Scope.of("openid"), asked).claims());
        assertNull(Successors.terms(grant(), null, null, asked).claims());
        assertNull(Successors.terms(grant(), user, null, Terms.NONE).claims());
    }

    private static Grant grant() {
        var content = new Grant.Content(
                "subject", "ada", "app", GRANTED, Format.jwt, null, null, List.of(), null, null, Terms.NONE);
        Instant now = Instant.EPOCH;
        return new Grant(UUID.randomUUID(), content, 0, now, now, now.plusSeconds(1), false, now);
    }

    private static Found user(Scope scope, @Nullable String email) {
        return new Found(UUID.randomUUID(), "ada", Map.of("name", "New"), email, false, Instant.EPOCH, scope);
    }
}
