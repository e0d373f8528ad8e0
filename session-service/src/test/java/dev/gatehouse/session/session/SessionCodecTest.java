package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionCodecTest {
    private static final Instant OPENED = Instant.parse("2026-03-01T10:11:12.345678Z");

    private static final Session FULL = new Session(
            Samples.sid(1),
            UUID.randomUUID(),
            "Zoë \"the\" \\ 鈴木",
            Scope.parse("openid account gatehouse:admin gatehouse:revocations orders:read x"),
            List.of("pwd", "otp", "mfa"),
            Instant.parse("2026-02-27T08:00:00Z"),
            OPENED,
            Instant.parse("2026-03-01T10:11:12.345Z"),
            Instant.parse("2026-03-01T10:12:00Z"),
            "Firefox on Linux",
            "2001:db8::7",
            true);

    private static final Session BARE = new Session(
            Samples.sid(2),
            UUID.randomUUID(),
            "a",
            Scope.NONE,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            "Unknown device",
            null,
            false);

    @Test
    void whatWasWrittenIsReadAndWrittenTheSameAgain() {
        for (Session session : List.of(FULL, BARE)) {
            String text = SessionCodec.write(session);
            assertEquals(Optional.of(session), SessionCodec.read(text));
            assertEquals(text, SessionCodec.write(SessionCodec.read(text).orElseThrow()));
        }
    }

    /** As the version before wrote it. */
    @Test
    void oneThatDoesNotSayWhenItsSignInBeganBeganWithTheProof() {
        String text = SessionCodec.write(FULL);
        String before = text.substring(0, text.lastIndexOf(',')) + "]";
        assertEquals(Optional.of(FULL.authTime()), SessionCodec.read(before).map(Session::begun));
    }

    @Test
    void anUsualOneIsShort() {
        String text = SessionCodec.write(Samples.session(UUID.randomUUID(), Samples.sid(1), OPENED));
        assertTrue(text.length() <= 200, text);
    }

    @Test
    void noneAndOneOfAnotherVersionAreNoSessions() {
        assertEquals(Optional.empty(), SessionCodec.read(null));
        assertEquals(Optional.empty(), SessionCodec.read("{\"sid\":\"a\"}"));
        assertEquals(Optional.empty(), SessionCodec.read("[2,\"a\"]"));
    }

    @Test
    void whatIsBrokenIsNotTakenForASession() {
        assertThrows(IllegalStateException.class, () -> SessionCodec.read("[1,\"a\"]"));
        assertThrows(IllegalStateException.class, () -> SessionCodec.read("[1"));
    }
}
