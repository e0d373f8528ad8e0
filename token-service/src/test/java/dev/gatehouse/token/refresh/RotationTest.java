package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Terms;
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

    @Test
    void theAudienceIsNeverWidened() {
        Terms granted = audience("https://a", "https://b");
        for (Terms narrower : new Terms[] {Terms.NONE, audience("https://b"), granted}) {
            assertEquals(new Advance(), decide(grant(0, "app", granted), CURRENT, narrower));
            assertEquals(new Repeat(), decide(grant(0, "app", granted), CURRENT - 1, narrower));
        }
        for (long presented : new long[] {CURRENT, CURRENT - 1}) {
            Terms wider = audience("https://a", "https://c");
            assertEquals("invalid_target", refusal(decide(grant(0, "app", granted), presented, wider)));
            assertEquals("invalid_target", refusal(decide(grant(0, "app"), presented, audience("https://a"))));
        }
    }

    @Test
    void aClientThatMayAskForFewerResourcesGetsThoseThatAreLeft() {
        Terms granted = audience("https://a", "https://b");
        assertEquals(Terms.NONE, Rotation.within(granted, Terms.NONE, null));
        assertEquals(Terms.NONE, Rotation.within(granted, Terms.NONE, List.of("https://b", "https://a", "https://c")));
        assertEquals(Terms.NONE, Rotation.within(Terms.NONE, Terms.NONE, List.of()));
        assertEquals(audience("https://b"), Rotation.within(granted, Terms.NONE, List.of("https://b", "https://c")));
        assertEquals(audience("https://a"), Rotation.within(granted, audience("https://a"), List.of("https://b")));
        Terms none = Rotation.within(granted, Terms.NONE, List.of("https://c"));
        assertEquals("invalid_target", refusal(decide(grant(0, "app", granted), CURRENT, none)));
    }

    @Test
    void withoutTheKeyThatItIsBoundToATokenIsRefusedWithoutHarm() {
        Terms bound = key("k1");
        assertEquals(new Advance(), decide(grant(0, "app", bound), CURRENT, bound));
        for (long presented : new long[] {0, CURRENT - 1, CURRENT}) {
            for (Terms wrong : new Terms[] {Terms.NONE, key("k2")}) {
                assertEquals("invalid_grant", refusal(decide(grant(0, "app", bound), presented, wrong)));
            }
        }
    }

    @Test
    void theActorStays() {
        var terms = new Terms(null, null, null, null, null, new Actor("other", null, null));
        assertEquals("invalid_request", refusal(decide(grant(0, "app"), CURRENT, terms)));
    }

    private static Terms audience(String... resources) {
        return new Terms(List.of(resources), null, null, null, null, null);
    }

    private static Terms key(String thumbprint) {
        return new Terms(null, null, null, null, new Confirmation(thumbprint, null), null);
    }

    private static Rotation decide(Grant grant, long presented, Terms terms) {
        return Rotation.decide(grant, presented, "app", null, terms, GRACE);
    }

    private static Rotation decide(Grant grant, long presented, @Nullable String client, @Nullable Scope asked) {
        return Rotation.decide(grant, presented, client, asked, Terms.NONE, GRACE);
    }

    private static String refusal(Rotation rotation) {
        return rotation instanceof Refuse(var answer) ? answer.error() : rotation.toString();
    }

    private static Grant grant(long secondsSinceRotation, @Nullable String client) {
        return grant(secondsSinceRotation, client, Terms.NONE);
    }

    private static Grant grant(long secondsSinceRotation, @Nullable String client, Terms terms) {
        var content = new Grant.Content(
                "subject", null, client, Scope.of("a", "b"), Format.jwt, null, null, List.of(), null, null, terms);
        Instant now = ROTATED.plusSeconds(secondsSinceRotation);
        return new Grant(UUID.randomUUID(), content, CURRENT, ROTATED, ROTATED, now.plusSeconds(1), false, now);
    }
}
