package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.refresh.Rotation.Advance;
import dev.gatehouse.token.refresh.Rotation.Refuse;
import dev.gatehouse.token.refresh.Rotation.Repeat;
import dev.gatehouse.token.refresh.Rotation.Reuse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Instant ROTATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final long CURRENT = 7;

    @Test
    void theCurrentOneAdvances() {
        assertEquals(new Advance(), decide(grant(0, "app"), CURRENT, "app", null));
        assertEquals(new Advance(), decide(grant(3600, "app"), CURRENT, "app", Scope.of("a")));
        assertEquals(new Advance(), decide(grant(3600, null), CURRENT, null, null));
    }

    @Test
    void theOneBeforeRepeatsWithinTheGraceAndIsReuseFromThenOn() {
        assertEquals(new Repeat(), decide(grant(0, "app"), CURRENT - 1, "app", null));
        assertEquals(new Repeat(), decide(grant(29, "app"), CURRENT - 1, "app", null));
        assertEquals(new Reuse(), decide(grant(30, "app"), CURRENT - 1, "app", null));
    }

    @Test
    void anythingOlderIsReuseEvenWithinTheGrace() {
        assertEquals(new Reuse(), decide(grant(0, "app"), CURRENT - 2, "app", null));
        assertEquals(new Reuse(), decide(grant(0, "app"), 0, "app", Scope.of("more")));
    }

    @Test
    void anotherClientIsRefusedBeforeAnythingElse() {
        for (long presented : new long[] {0, CURRENT - 1, CURRENT}) {
            assertEquals("invalid_grant", refusal(decide(grant(0, "app"), presented, "other", null)));
            assertEquals("invalid_grant", refusal(decide(grant(0, "app"), presented, null, null)));
            assertEquals("invalid_grant", refusal(decide(grant(0, null), presented, "app", null)));
        }
    }

    @Test
    void whatEndedIsRefused() {
        Grant open = grant(10, "app");
        var revoked =
                new Grant(open.id(), open.content(), CURRENT, ROTATED, ROTATED, open.expiresAt(), true, open.readAt());
        assertEquals("invalid_grant", refusal(decide(revoked, CURRENT, "app", null)));
        assertEquals("invalid_grant", refusal(decide(revoked, 0, "app", null)));
        var expired =
                new Grant(open.id(), open.content(), CURRENT, ROTATED, ROTATED, open.readAt(), false, open.readAt());
        assertEquals("invalid_grant", refusal(decide(expired, CURRENT, "app", null)));
    }

    @Test
    void aGenerationFromTheFutureIsRefusedWithoutHarm() {
        assertEquals("invalid_grant", refusal(decide(grant(0, "app"), CURRENT + 1, "app", null)));
    }

    @Test
    void theScopeIsNeverWidened() {
        assertEquals("invalid_scope", refusal(decide(grant(0, "app"), CURRENT, "app", Scope.of("a", "c"))));
        assertEquals("invalid_scope", refusal(decide(grant(0, "app"), CURRENT - 1, "app", Scope.of("c"))));
    }

    private static Rotation decide(Grant grant, long presented, @Nullable String client, @Nullable Scope asked) {
        return Rotation.decide(grant, presented, client, asked, GRACE);
    }

    private static String refusal(Rotation rotation) {
        return rotation instanceof Refuse(var answer) ? answer.error() : rotation.toString();
    }

    private static Grant grant(long secondsSinceRotation, @Nullable String client) {
        var content = new Grant.Content(
                "subject", null, client, Scope.of("a", "b"), Format.jwt, null, null, List.of(), null, null);
        Instant now = ROTATED.plusSeconds(secondsSinceRotation);
        return new Grant(UUID.randomUUID(), content, CURRENT, ROTATED, ROTATED, now.plusSeconds(1), false, now);
    }
}
