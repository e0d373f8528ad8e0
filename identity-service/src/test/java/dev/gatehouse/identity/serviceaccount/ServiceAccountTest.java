package dev.gatehouse.identity.serviceaccount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.user.Names;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID ID = UUID.fromString("0a0b0c0d-0000-4000-8000-00000000000e");

    @Test
    void itsIdIsReadAsItIsWritten() {
        assertEquals(Optional.of(ID), ServiceAccount.id(ServiceAccount.username(ID)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sa~",
                "sa~x",
                "0a0b0c0d-0000-4000-8000-00000000000e",
                "sa~0A0B0C0D-0000-4000-8000-00000000000E",
                "sa~a-b-c-d-00000000000000000000000000000"
            })
    void anyOtherTextIsNone(String text) {
        assertEquals(Optional.empty(), ServiceAccount.id(text));
    }

    @Test
    void noUsernameCanBeTakenForOne() {
        assertEquals(Optional.empty(), Names.username(ServiceAccount.username(ID)));
        assertFalse(ServiceAccount.username(ID).contains("@"), "nor an e-mail address");
    }

    @Test
    void theSecretBeforeARotationIsTakenUntilTheOverlapEnds() {
        ServiceAccount account = account("new", "old", NOW);
        assertTrue(account.opens("new", NOW));
        assertTrue(account.opens("old", NOW.minusMillis(1)));
        assertFalse(account.opens("old", NOW));
        assertFalse(account.opens("older", NOW.minusMillis(1)));
    }

    @Test
    void oneThatWasNeverRotatedHasOneSecret() {
        ServiceAccount account = new ServiceAccount(ID, "a", Scope.NONE, "hash", null, null, NOW, null, null);
        assertTrue(account.opens("hash", NOW));
        assertFalse(account.opens("", NOW));
    }

    @Test
    void itsUseIsNewsOnceAMinute() {
        ServiceAccount account = account("a", "b", NOW);
        assertFalse(account.useIsNews(NOW.plusSeconds(60)));
        assertTrue(account.useIsNews(NOW.plusSeconds(61)));
    }

    private static ServiceAccount account(String hash, String previous, Instant instant) {
        return new ServiceAccount(ID, "a", Scope.NONE, hash, previous, instant, NOW, NOW, instant);
    }
}
