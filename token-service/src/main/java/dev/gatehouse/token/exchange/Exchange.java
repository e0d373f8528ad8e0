package dev.gatehouse.token.exchange;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.TermsCheck;
import dev.gatehouse.token.revocation.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is given for good tokens; pure. Never more than the subject's token was, nor for longer. */
sealed interface Exchange {
    /** So many names of others a token carries at most: as often it was exchanged. */
    int MOST_PARENTS = 24;

    /** Characters of these names together, so that a JWT stays one that is read. */
    int LONGEST_PARENTS = 1536;

    /** @param parents names by which the new token ends, beside its own */
    record Granted(Scope scope, Terms terms, List<Revoke> parents) implements Exchange {}

    record Refused(MintRefused answer) implements Exchange {}

    /** @param actor null for impersonation, or for a narrower token of the client's own */
    static Exchange decide(
            ExchangeOrder order, AccessToken subject, @Nullable AccessToken actor, String issuer, Instant now) {
        if (order.terms().actor() != null) {
            return refuse("invalid_request", "who acts is said by the actor's token");
        }
        if (actor != null && !order.clientId().equals(actor.clientId())) {
            return refuse("invalid_request", "the actor token was given to another client");
        }
        boolean held = holds(order, subject);
        if (actor == null && !held) {
            return refuse("invalid_request", "the client may not act for the subject without an actor");
        }
        if (!held && !reaches(order, subject, issuer)) {
            return refuse("invalid_request", "the subject token is for others than the client");
        }
        if (pairwise(subject) || actor != null && pairwise(actor)) {
            return refuse("invalid_request", "a token whose client knows the user by another name is not exchanged");
        }
        Actor acting = actor == null ? subject.actor() : new Actor(actor.subject(), actor.clientId(), subject.actor());
        if (acting != null && acting.depth() > TermsCheck.MOST_ACTORS) {
            return refuse("invalid_request", "too many act one for the other");
        }
        Scope common = subject.scope().within(order.allowed());
        Scope asked = order.scope();
        if (asked != null && !common.covers(asked)) {
            return refuse("invalid_scope", "the scope goes beyond the subject's token or the client");
        }
        Scope scope = asked == null ? common : asked;
        if (scope.isEmpty()) {
            return refuse("invalid_scope", "the subject's token and the client have no scope in common");
        }
        List<String> audience = Objects.requireNonNullElse(order.terms().audience(), subject.audience());
        if (audience.contains(issuer) && !subject.audience().contains(issuer)) {
            return refuse("invalid_target", "a token for another resource does not become one for Gatehouse itself");
        }
        Duration left = left(subject, actor, now);
        if (left.compareTo(Duration.ofSeconds(1)) < 0) {
            return refuse("invalid_request", "the subject token is about to expire");
        }
        if (order.terms().authorizationDetails() != null) {
            return refuse("invalid_authorization_details", "an exchange gives no authorization details");
        }
        List<Revoke> parents = parents(order, subject, actor);
        if (parents.size() > MOST_PARENTS
                || parents.stream().mapToInt(name -> name.value().length()).sum() > LONGEST_PARENTS) {
            return refuse("invalid_request", "the token was exchanged too often");
        }
        return new Granted(scope, order.terms().of(audience).exchanged(left, acting), parents);
    }

    /** What it was exchanged for would tell who the user is elsewhere. */
    private static boolean pairwise(AccessToken token) {
        return token.particulars().clientSubject() != null;
    }

    /** Whether it was given to the client, or to one that it stands in for. */
    private static boolean holds(ExchangeOrder order, AccessToken subject) {
        String client = subject.clientId();
        return client != null
                && (client.equals(order.clientId()) || order.mayActFor().contains(client));
    }

    /**
     * Whether the client is one that the token is for, as an API is that calls another: who has got hold of a token for others
     * does not make it one for itself. A token for no resource in particular goes to all of them.
     */
    private static boolean reaches(ExchangeOrder order, AccessToken subject, String issuer) {
        return subject.audience().stream()
                .anyMatch(each -> each.equals(issuer)
                        || each.equals(order.clientId())
                        || order.resources().contains(each));
    }

    private static Duration left(AccessToken subject, @Nullable AccessToken actor, Instant now) {
        Instant end = actor != null && actor.expiresAt().isBefore(subject.expiresAt())
                ? actor.expiresAt()
                : subject.expiresAt();
        // The new token begins with the second that has begun.
        return Duration.ofSeconds(end.getEpochSecond() - now.getEpochSecond() - 1);
    }

    /** Its session, grant, user and client the new token has itself; and with either of the two tokens it ends. */
    private static List<Revoke> parents(ExchangeOrder order, AccessToken subject, @Nullable AccessToken actor) {
        var names = new LinkedHashSet<Revoke>(Revocation.namesOf(subject));
        if (actor != null) {
            names.addAll(Revocation.namesOf(actor));
        }
        names.removeIf(name -> switch (name.kind()) {
            case sid -> name.value().equals(subject.sid());
            case grant -> name.value().equals(subject.grantId());
            case user -> subject.username() != null && name.value().equals(subject.subject());
            case client -> name.value().equals(order.clientId());
            case jti, consent -> false;
        });
        return List.copyOf(names);
    }

    private static Refused refuse(String error, String description) {
        return new Refused(new MintRefused(error, description));
    }
}
