package dev.gatehouse.token.refresh;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.grant.Grant;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to do about a presented refresh token. */
sealed interface Rotation {
    /** The current token: let the generation go up and give its successor. */
    record Advance() implements Rotation {}

    /** The one before, within the grace: its answer was lost or two asked at once. Give the same successor again. */
    record Repeat() implements Rotation {}

    /** The current token of a grant that does not rotate: it stays, and is given again. */
    record Keep() implements Rotation {}

    /** Anything older: someone else has had this token. End the whole family. */
    record Reuse() implements Rotation {}

    /** No, and nothing changes. */
    record Refuse(MintRefused answer) implements Rotation {}

    /**
     * @param clientId who presents it, null first-hand
     * @param asked the scope wanted for the access token, null for all that was granted
     * @param terms what else is wanted
     */
    static Rotation decide(
            Grant grant,
            long presented,
            @Nullable String clientId,
            @Nullable Scope asked,
            Terms terms,
            Duration grace) {
        if (!Objects.equals(grant.content().clientId(), clientId)) {
            return refuse("invalid_grant", "the refresh token was given to another client");
        }
        Confirmation bound = grant.content().terms().confirmation();
        Beside beside = grant.content().terms().refreshed(terms).beside();
        boolean anyKey = beside != null && Boolean.TRUE.equals(beside.boundToClient());
        if (bound != null && (anyKey ? terms.confirmation() == null : !bound.equals(terms.confirmation()))) {
            return refuse("invalid_grant", "the refresh token is bound to a key, which was not proved");
        }
        if (grant.revoked()) {
            return refuse("invalid_grant", "the grant was revoked");
        }
        if (!grant.expiresAt().isAfter(grant.readAt())) {
            return refuse("invalid_grant", "the refresh token has expired");
        }
        if (presented > grant.generation()) {
            // PostgreSQL was restored to an earlier state: the holder did nothing wrong.
            return refuse("invalid_grant", "the refresh token is not known");
        }
        boolean inGrace = presented == grant.generation() - 1
                && grant.readAt().isBefore(grant.rotatedAt().plus(grace));
        if (presented < grant.generation() && !inGrace) {
            return new Reuse();
        }
        if (asked != null && !grant.content().scope().covers(asked)) {
            return refuse("invalid_scope", "the scope goes beyond what was granted");
        }
        if (!narrows(terms.audience(), grant.content().terms().audience())) {
            return refuse("invalid_target", "a resource is none of those that were granted");
        }
        if (terms.actor() != null) {
            return refuse("invalid_request", "a refresh leaves the actor as it is");
        }
        if (!within(terms.authorizationDetails(), grant.content().terms().authorizationDetails())) {
            return refuse("invalid_authorization_details", "authorization details are none of those that were granted");
        }
        if (inGrace) {
            return new Repeat();
        }
        return beside != null && Boolean.FALSE.equals(beside.rotates()) ? new Keep() : new Advance();
    }

    private static boolean within(
            @Nullable List<Map<String, Object>> asked, @Nullable List<Map<String, Object>> granted) {
        return asked == null || (granted != null && granted.containsAll(asked));
    }

    /**
     * What is asked, and where no resource is, those of the grant that the client may still ask for: perhaps none, which is
     * refused as such.
     *
     * @param allowed all that the client may still ask for; null where nobody looked
     */
    static Terms within(Terms granted, Terms asked, @Nullable List<String> allowed) {
        List<String> audience = granted.audience();
        return asked.audience() != null || audience == null || allowed == null || allowed.containsAll(audience)
                ? asked
                : asked.of(audience.stream().filter(allowed::contains).toList());
    }

    private static boolean narrows(@Nullable List<String> asked, @Nullable List<String> granted) {
        return asked == null || (granted != null && !asked.isEmpty() && new HashSet<>(granted).containsAll(asked));
    }

    private static Refuse refuse(String error, String description) {
        return new Refuse(new MintRefused(error, description));
    }
}
