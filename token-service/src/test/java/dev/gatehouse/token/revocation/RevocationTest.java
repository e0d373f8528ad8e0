package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.Particulars;
import dev.gatehouse.token.revocation.Revocation.Concern;
import dev.gatehouse.token.revocation.Revocation.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.500Z");
    private static final Mark MARK = new Mark(7, NOON);

    @Test
    void aTokenOfAUserAtAClientCanBeRevokedBySixNames() {
        assertEquals(
                List.of(
                        new Revoke(Kind.jti, "id"),
                        new Revoke(Kind.sid, "session"),
                        new Revoke(Kind.grant, "family"),
                        new Revoke(Kind.client, "app"),
                        new Revoke(Kind.user, "someone"),
                        new Revoke(Kind.consent, "someone app")),
                Revocation.namesOf(token("someone", "ada", "app", "session", "family")));
    }

    @Test
    void aClientActingForItselfIsNoUser() {
        assertEquals(
                List.of(new Revoke(Kind.jti, "id"), new Revoke(Kind.client, "app")),
                Revocation.namesOf(token("app", null, "app", null, null)));
    }

    @Test
    void whatIsNeverUsedAgainIsRevokedWhenever() {
        for (Kind kind : List.of(Kind.jti, Kind.sid, Kind.grant)) {
            assertTrue(Concern.after(8, NOON).test(kind, MARK), kind.name());
            assertTrue(Concern.since(NOON.plusSeconds(60)).test(kind, MARK), kind.name());
        }
    }

    @Test
    void aUserClientOrConsentIsRevokedForWhatWasThereBefore() {
        for (Kind kind : List.of(Kind.user, Kind.client, Kind.consent)) {
            assertTrue(Concern.since(NOON.minusSeconds(60)).test(kind, MARK), kind.name());
            assertTrue(Concern.since(NOON).test(kind, MARK), kind.name());
            assertFalse(Concern.since(NOON.plusMillis(1)).test(kind, MARK), kind.name());
        }
    }

    @Test
    void forATokenThePositionDecides() {
        for (Kind kind : List.of(Kind.user, Kind.client, Kind.consent)) {
            assertTrue(Concern.after(6, NOON).test(kind, MARK), kind.name());
            assertFalse(Concern.after(7, NOON).test(kind, MARK), "was issued when the revocation was known");
        }
    }

    private static AccessToken token(
            String subject,
            @org.jspecify.annotations.Nullable String username,
            String client,
            @org.jspecify.annotations.Nullable String sid,
            @org.jspecify.annotations.Nullable String grant) {
        return new AccessToken(
                Format.jwt,
                "id",
                subject,
                username,
                client,
                Scope.NONE,
                List.of(),
                sid,
                grant,
                null,
                List.of(),
                NOON,
                NOON.plusSeconds(300),
                7,
                null,
                null,
                Map.of(),
                List.of(),
                Particulars.NONE);
    }
}
