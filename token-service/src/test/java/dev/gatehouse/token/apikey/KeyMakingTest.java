package dev.gatehouse.token.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyMakingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Scope SCOPE = Scope.of("account", "email");

    @Test
    void aKeyMayDoWhatItsMakerMayAndNoMore() {
        assertNull(KeyMaking.objection(caller("jwt"), SCOPE, null, NOW));
        assertNull(KeyMaking.objection(caller("session"), Scope.of("email"), NOW.plusSeconds(1), NOW));
        assertEquals("invalid_scope", code("jwt", Scope.of("email", Scope.ADMIN), null));
        assertEquals("invalid_scope", code("jwt", Scope.NONE, null));
    }

    @Test
    void aKeyMakesNoKeys() {
        assertEquals("api_key_refused", code("api_key", SCOPE, null));
    }

    @Test
    void anApplicationMakesNoKeys() {
        var application = new Caller(
                UUID.randomUUID().toString(), "ada", "notes", SCOPE, "jwt", null, null, null, null, List.of());
        var refused = KeyMaking.objection(application, SCOPE, null, NOW);
        assertNotNull(refused);
        assertEquals("first_hand_only", refused.code());
    }

    @Test
    void theEndLiesInTheFutureAndWithinReason() {
        assertEquals("invalid_request", code("jwt", SCOPE, NOW));
        assertEquals("invalid_request", code("jwt", SCOPE, Instant.MAX));
    }

    @Test
    void onlyASignOutWhileTheCallIsUnderWayForbidsTheKey() {
        Instant letIn = NOW.minusSeconds(20);
        assertEquals(letIn, KeyMaking.since(provedAt(null), letIn));
        assertEquals(letIn, KeyMaking.since(provedAt(Instant.EPOCH), letIn));
        assertEquals(NOW.minusSeconds(5), KeyMaking.since(provedAt(NOW.minusSeconds(5)), letIn));
    }

    private static Caller provedAt(@Nullable Instant authTime) {
        return new Caller(
                UUID.randomUUID().toString(), "ada", null, SCOPE, "session", null, authTime, null, null, List.of());
    }

    @Test
    void aKeyLosesWhatItsUserLoses() {
        UUID user = UUID.randomUUID();
        var row = new KeyRow(UUID.randomUUID(), user, "backup", Scope.of("email", Scope.ADMIN), null, NOW, null);
        var found = new Found(user, "new-name", Map.of(), null, false, NOW, Scope.of("openid", "email"));
        ApiKey key = KeyLookup.of(row, found);
        assertEquals(Scope.of("email"), key.scope());
        assertEquals("new-name", key.username());
    }

    private static String code(String method, Scope scope, @Nullable Instant expiresAt) {
        var refused = KeyMaking.objection(caller(method), scope, expiresAt, NOW);
        assertNotNull(refused);
        return refused.code();
    }

    private static Caller caller(String method) {
        return new Caller(UUID.randomUUID().toString(), "ada", null, SCOPE, method, null, null, null, null, List.of());
    }
}
