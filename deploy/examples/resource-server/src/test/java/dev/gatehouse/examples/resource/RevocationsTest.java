package dev.gatehouse.examples.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Caller CALLER =
            new Caller("ada", "j1", "app", "s1", "g1", "profile", List.of("jti:p1", "user:bo"), 100);
    private Instant now = NOW;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Revocations revocations = new Revocations(clock);

    @ParameterizedTest
    @CsvSource({"jti, j1", "sid, s1", "grant, g1", "jti, p1"})
    void aNameOfItsOwnEndsATokenWheneverItWasIssued(String kind, String value) throws ParseException {
        take(kind, value, 1);
        assertTrue(revocations.concern(CALLER));
    }

    @ParameterizedTest
    @CsvSource({"user, ada", "client, app", "consent, ada app", "user, bo"})
    void aNameThatIsSharedEndsWhatWasIssuedBefore(String kind, String value) throws ParseException {
        take(kind, value, 100);
        assertFalse(revocations.concern(CALLER));
        take(kind, value, 101);
        assertTrue(revocations.concern(CALLER));
        // The last counts, in whatever order they are told.
        take(kind, value, 7);
        assertTrue(revocations.concern(CALLER));
    }

    @ParameterizedTest
    @CsvSource({"jti, j2", "jti, s1", "user, app", "client, ada", "consent, ada other"})
    void othersGoOn(String kind, String value) throws ParseException {
        take(kind, value, 101);
        assertFalse(revocations.concern(CALLER));
    }

    @Test
    void whatHasExpiredIsNotKept() throws ParseException {
        take("jti", "j1", 101);
        now = NOW.plusSeconds(3_601);
        assertFalse(revocations.concern(CALLER));
        take("jti", "j3", 102);
        assertEquals(1, revocations.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"kind\":\"jti\"}",
                "{\"seq\":1,\"kind\":\"jti\",\"value\":\"j1\",\"expires_at\":\"soon\"}"
            })
    void whatCannotBeReadIsNoRevocationToPassOver(String json) {
        assertThrows(ParseException.class, () -> revocations.take(json));
    }

    private void take(String kind, String value, long seq) throws ParseException {
        revocations.take("""
                {"seq": %d, "kind": "%s", "value": "%s", "before": "%s", "expires_at": "%s"}
                """.formatted(seq, kind, value, now, now.plusSeconds(3_600)));
    }
}
