package dev.gatehouse.token.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.Particulars;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ISSUER = "https://login.example";
    private static final String API = "https://api.example";

    @Test
    void withAnActorTheNewTokenSaysWhoActs() {
        Terms terms = granted(order("api", null, List.of()), subject("app", null), actor("api"))
                .terms();
        assertEquals(new Actor("api", "api", null), terms.actor());
    }

    @Test
    void theChainOfActorsGrowsUpToFour() {
        AccessToken three = subject("app", chain(3));
        assertEquals(
                new Actor("api", "api", chain(3)),
                granted(order("api", null, List.of()), three, actor("api"))
                        .terms()
                        .actor());
        assertEquals("invalid_request", refused(order("api", null, List.of()), subject("app", chain(4)), actor("api")));
    }

    @Test
    void anActorIsTheClientsOwn() {
        assertEquals("invalid_request", refused(order("api", null, List.of()), subject("app", null), actor("other")));
        assertEquals(
                "invalid_request", refused(order("api", null, List.of("other")), subject("app", null), actor("other")));
    }

    @Test
    void withoutAnActorOnlyTheClientsOwnTokensAndThoseItMayActFor() {
        assertNull(granted(order("app", null, List.of()), subject("app", null), null)
                .terms()
                .actor());
        assertNull(granted(order("api", null, List.of("app")), subject("app", null), null)
                .terms()
                .actor());
        assertEquals("invalid_request", refused(order("api", null, List.of()), subject("app", null), null));
        assertEquals("invalid_request", refused(order("api", null, List.of("other")), subject("app", null), null));
        assertEquals("invalid_request", refused(order("api", null, List.of("app")), subject(null, null), null));
    }

    @Test
    void whoActedBeforeStaysNamed() {
        assertEquals(
                chain(2),
                granted(order("app", null, List.of()), subject("app", chain(2)), null)
                        .terms()
                        .actor());
    }

    @Test
    void theScopeIsWhatBothHave() {
        // The subject has a and b, the client b and c.
        assertEquals(
                Scope.of("b"),
                granted(order("app", null, List.of()), subject("app", null), null)
                        .scope());
        assertEquals(
                Scope.of("b"),
                granted(order("app", Scope.of("b"), List.of()), subject("app", null), null)
                        .scope());
        for (Scope wider : List.of(Scope.of("a"), Scope.of("c"), Scope.of("b", "d"))) {
            assertEquals("invalid_scope", refused(order("app", wider, List.of()), subject("app", null), null));
        }
        var poor = new ExchangeOrder(
                "s", null, "app", Scope.of("x"), null, Format.jwt, List.of(), List.of(), Terms.NONE, NOW);
        assertEquals("invalid_scope", refused(poor, subject("app", null), null));
    }

    @Test
    void itIsForWhatIsAskedButNeverForGatehouseItselfAnew() {
        AccessToken own = subject("app", null);
        assertEquals(
                List.of(ISSUER),
                granted(order("app", null, List.of()), own, null).terms().audience());
        assertEquals(List.of(API), granted(asking(API, null), own, null).terms().audience());
        AccessToken other = token("app", null, List.of(API), List.of());
        assertEquals(
                List.of(API),
                granted(order("app", null, List.of()), other, null).terms().audience());
        assertEquals("invalid_target", refused(asking(ISSUER, null), other, null));
    }

    @Test
    void itEndsBeforeTheSubjectsAndTheActorsTokens() {
        AccessToken subject = subject("app", null);
        assertEquals(
                Duration.ofSeconds(299),
                granted(asking(API, null), subject, null).terms().lifetime());
        assertEquals(
                Duration.ofSeconds(299),
                granted(asking(API, Duration.ofHours(1)), subject, null).terms().lifetime());
        assertEquals(
                Duration.ofSeconds(10),
                granted(asking(API, Duration.ofSeconds(10)), subject, null)
                        .terms()
                        .lifetime());
        AccessToken brief = actor("app", NOW.plusSeconds(31));
        assertEquals(
                Duration.ofSeconds(30),
                granted(asking(API, null), subject, brief).terms().lifetime());
        assertEquals("invalid_request", refused(asking(API, null), subject, actor("app", NOW.plusSeconds(1))));
    }

    @Test
    void itEndsWithAllThatItStemsFrom() {
        var grandparent = new Revoke(Kind.jti, "first");
        AccessToken subject = token("app", null, List.of(ISSUER), List.of(grandparent));
        assertEquals(
                Set.of(
                        grandparent,
                        new Revoke(Kind.jti, "subject-token"),
                        new Revoke(Kind.client, "app"),
                        new Revoke(Kind.consent, "user app")),
                Set.copyOf(granted(order("api", null, List.of("app")), subject, null)
                        .parents()));
        assertEquals(
                Set.of(
                        new Revoke(Kind.jti, "subject-token"),
                        new Revoke(Kind.client, "app"),
                        new Revoke(Kind.consent, "user app"),
                        new Revoke(Kind.jti, "actor-token"),
                        new Revoke(Kind.sid, "actor-session"),
                        new Revoke(Kind.grant, "actor-grant"),
                        new Revoke(Kind.user, "grace"),
                        new Revoke(Kind.consent, "grace api"),
                        new Revoke(Kind.client, "before")),
                Set.copyOf(granted(order("api", null, List.of()), subject("app", null), acting())
                        .parents()));
        var often = Collections.nCopies(22, 0).stream()
                .map(each -> new Revoke(Kind.jti, String.valueOf(Math.random())))
                .toList();
        assertEquals(
                "invalid_request",
                refused(order("api", null, List.of("app")), token("app", null, List.of(ISSUER), often), null));
        var names = List.of(new Revoke(Kind.client, "c".repeat(512)), new Revoke(Kind.client, "d".repeat(512)));
        granted(order("api", null, List.of("app")), token("app", null, List.of(ISSUER), names), null);
        var longer = List.of(new Revoke(Kind.client, "c".repeat(1024)), new Revoke(Kind.client, "d".repeat(512)));
        assertEquals(
                "invalid_request",
                refused(order("api", null, List.of("app")), token("app", null, List.of(ISSUER), longer), null));
    }

    /** An API is given tokens that are for it; a token for another API is not its own to change. */
    @Test
    void anActorChangesTokensAloneThatAreForItself() {
        AccessToken elsewhere = token("app", null, List.of(API), List.of());
        assertEquals("invalid_request", refused(order("api", null, List.of()), elsewhere, actor("api")));
        granted(order("api", null, List.of(), List.of("https://other.example", API)), elsewhere, actor("api"));
        granted(order("api", null, List.of()), token("app", null, List.of("api"), List.of()), actor("api"));
        granted(order("api", null, List.of()), subject("app", null), actor("api"));
        // Whose own it is, or whom it stands in for by its registration, may.
        granted(order("app", null, List.of()), elsewhere, actor("app"));
        granted(order("api", null, List.of("app")), elsewhere, actor("api"));
    }

    @Test
    void whomAClientKnowsByAnotherNameItDoesNotLearnOfByExchange() {
        AccessToken pairwise =
                token("app", null, List.of(ISSUER), List.of(), new Particulars("a name of its own", null, null));
        assertEquals("invalid_request", refused(order("app", null, List.of()), pairwise, null));
        assertEquals("invalid_request", refused(order("app", null, List.of()), subject("app", null), pairwise));
    }

    @Test
    void whoActsIsNotForTheClientToSay() {
        var terms = new Terms(null, null, null, null, null, chain(1));
        var order =
                new ExchangeOrder("s", null, "app", Scope.of("b"), null, Format.jwt, List.of(), List.of(), terms, NOW);
        assertEquals("invalid_request", refused(order, subject("app", null), null));
    }

    private static Exchange.Granted granted(ExchangeOrder order, AccessToken subject, @Nullable AccessToken actor) {
        return assertInstanceOf(Exchange.Granted.class, Exchange.decide(order, subject, actor, ISSUER, NOW));
    }

    private static String refused(ExchangeOrder order, AccessToken subject, @Nullable AccessToken actor) {
        return assertInstanceOf(Exchange.Refused.class, Exchange.decide(order, subject, actor, ISSUER, NOW))
                .answer()
                .error();
    }

    private static ExchangeOrder order(String client, @Nullable Scope asked, List<String> mayActFor) {
        return order(client, asked, mayActFor, List.of());
    }

    private static ExchangeOrder order(
            String client, @Nullable Scope asked, List<String> mayActFor, List<String> resources) {
        return new ExchangeOrder(
                "s", null, client, Scope.of("b", "c"), asked, Format.jwt, mayActFor, resources, Terms.NONE, NOW);
    }

    private static ExchangeOrder asking(String resource, @Nullable Duration lifetime) {
        var terms = new Terms(List.of(resource), lifetime, null, null, null, null);
        return new ExchangeOrder(
                "s", null, "app", Scope.of("b", "c"), null, Format.jwt, List.of(), List.of(), terms, NOW);
    }

    private static AccessToken subject(@Nullable String client, @Nullable Actor actor) {
        return token(client, actor, List.of(ISSUER), List.of());
    }

    private static AccessToken token(
            @Nullable String client, @Nullable Actor actor, List<String> audience, List<Revoke> parents) {
        return token(client, actor, audience, parents, Particulars.NONE);
    }

    private static AccessToken token(
            @Nullable String client,
            @Nullable Actor actor,
            List<String> audience,
            List<Revoke> parents,
            Particulars particulars) {
        return new AccessToken(
                Format.jwt,
                "subject-token",
                "user",
                "ada",
                client,
                Scope.of("a", "b"),
                audience,
                "session",
                "grant",
                NOW,
                List.of("pwd"),
                NOW,
                NOW.plusSeconds(300),
                0,
                null,
                actor,
                Map.of(),
                parents,
                particulars);
    }

    private static AccessToken actor(String client) {
        return actor(client, NOW.plusSeconds(300));
    }

    private static AccessToken actor(String client, Instant end) {
        return new AccessToken(
                Format.jwt,
                "actor-token",
                client,
                null,
                client,
                Scope.NONE,
                List.of(ISSUER),
                null,
                null,
                null,
                List.of(),
                NOW,
                end,
                0,
                null,
                null,
                Map.of(),
                List.of(),
                Particulars.NONE);
    }

    /** A user's token that was itself given for another. */
    private static AccessToken acting() {
        return new AccessToken(
                Format.jwt,
                "actor-token",
                "grace",
                "grace",
                "api",
                Scope.NONE,
                List.of(ISSUER),
                "actor-session",
                "actor-grant",
                NOW,
                List.of("pwd"),
                NOW,
                NOW.plusSeconds(300),
                0,
                null,
                null,
                Map.of(),
                List.of(new Revoke(Kind.client, "before")),
                Particulars.NONE);
    }

    private static @Nullable Actor chain(int depth) {
        return depth == 0 ? null : new Actor("actor-" + depth, null, chain(depth - 1));
    }
}
