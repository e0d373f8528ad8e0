package dev.gatehouse.token.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.refresh.Rotation.Advance;
import dev.gatehouse.token.refresh.Rotation.Keep;
import dev.gatehouse.token.refresh.Rotation.Refuse;
import dev.gatehouse.token.refresh.Rotation.Repeat;
import dev.gatehouse.token.refresh.Rotation.Reuse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    void oneThatDoesNotRotateStaysTheCurrentOne() {
        Terms stays = beside(null, false, null);
        assertEquals(new Keep(), decide(grant(3600, "app", stays), CURRENT, Terms.NONE));
        // Of what rotated before, the old tokens are as old as ever.
        assertEquals(new Repeat(), decide(grant(0, "app", stays), CURRENT - 1, Terms.NONE));
        assertEquals(new Reuse(), decide(grant(3600, "app", stays), CURRENT - 1, Terms.NONE));
        // As the client is registered by now.
        assertEquals(new Keep(), decide(grant(0, "app"), CURRENT, stays));
        assertEquals(new Advance(), decide(grant(0, "app", stays), CURRENT, beside(null, null, null)));
    }

    @Test
    void oneThatIsBoundToItsClientTakesTheProofOfAnyKeyButNotNone() {
        Terms bound = beside(new Confirmation("k1", null), null, true);
        Terms other = beside(new Confirmation("k2", null), null, true);
        assertEquals(new Advance(), decide(grant(0, "app", bound), CURRENT, other));
        assertEquals(other.confirmation(), bound.refreshed(other).confirmation());
        assertEquals("invalid_grant", refusal(decide(grant(0, "app", bound), CURRENT, beside(null, null, true))));
        assertEquals("invalid_grant", refusal(decide(grant(0, "app", bound), CURRENT, beside(null, null, false))));
    }

    @Test
    void authorizationDetailsAreNeverWidened() {
        Map<String, Object> a = Map.of("type", "a");
        Map<String, Object> b = Map.of("type", "b");
        Terms granted = details(List.of(a, b));
        assertEquals(new Advance(), decide(grant(0, "app", granted), CURRENT, Terms.NONE));
        assertEquals(new Advance(), decide(grant(0, "app", granted), CURRENT, details(List.of(b))));
        Terms wider = details(List.of(a, Map.of("type", "b", "more", true)));
        assertEquals("invalid_authorization_details", refusal(decide(grant(0, "app", granted), CURRENT, wider)));
        assertEquals("invalid_authorization_details", refusal(decide(grant(0, "app"), CURRENT, details(List.of(a)))));
    }

    @Test
    void whoTheUserIsToTheClientStays() {
        var first = new Beside(null, null, null, null, "pairwise", null, null, null);
        var terms = new Terms(null, null, null, null, null, null, first, null);
        var asked = new Beside("RS256", null, null, null, "another", null, null, null);
        Beside now = terms.refreshed(new Terms(null, null, null, null, null, null, asked, null))
                .beside();
        assertEquals(asked.as("pairwise"), now);
    }

    private static Terms beside(@Nullable Confirmation key, @Nullable Boolean rotates, @Nullable Boolean toClient) {
        var beside = new Beside(null, null, null, null, null, rotates, toClient, null);
        return new Terms(null, null, null, null, key, null, beside, null);
    }

    private static Terms details(List<Map<String, Object>> details) {
        return new Terms(null, null, null, null, null, null, null, null, details, null);
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
