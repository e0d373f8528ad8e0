package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.grant.Grant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revocation in force; verifiers that check JWTs themselves are sent it in this form.
 *
 * @param seq its position in the log, from 1 on
 * @param before what was issued at or before this instant is revoked
 * @param expiresAt when the last thing that it could concern has ended anyway
 */
@RegisterForReflection
public record Revocation(long seq, Kind kind, String value, Instant before, Instant expiresAt) {
    Revoke name() {
        return new Revoke(kind, value);
    }

    /** All that {@code token} could have been revoked by. */
    public static List<Revoke> namesOf(AccessToken token) {
        var names = new ArrayList<Revoke>();
        names.add(new Revoke(Kind.jti, token.id()));
        add(names, Kind.sid, token.sid());
        add(names, Kind.grant, token.grantId());
        add(names, Kind.client, token.clientId());
        if (token.username() != null) {
            names.add(new Revoke(Kind.user, token.subject()));
            if (token.clientId() != null) {
                names.add(new Revoke(Kind.consent, token.subject() + " " + token.clientId()));
            }
        }
        names.addAll(token.parents());
        return List.copyOf(names);
    }

    /** All that {@code grant} could have been revoked by. */
    public static List<Revoke> namesOf(Grant grant) {
        Grant.Content content = grant.content();
        var names = new ArrayList<Revoke>();
        names.add(new Revoke(Kind.grant, grant.id().toString()));
        add(names, Kind.sid, content.sid());
        add(names, Kind.client, content.clientId());
        if (content.username() != null) {
            names.add(new Revoke(Kind.user, content.subject()));
            if (content.clientId() != null) {
                names.add(new Revoke(Kind.consent, content.subject() + " " + content.clientId()));
            }
        }
        return List.copyOf(names);
    }

    private static void add(List<Revoke> names, Kind kind, @Nullable String value) {
        if (value != null) {
            names.add(new Revoke(kind, value));
        }
    }

    /** So far one clock may be behind another. */
    public static final Duration CLOCKS = Duration.ofMinutes(1);

    /** What the index keeps of the last revocation by a name. */
    record Mark(long seq, Instant before) {
        Mark(Revocation revocation) {
            this(revocation.seq(), revocation.before());
        }
    }

    /** Whether a revocation by a name of that kind concerns whatever is asked about. */
    @FunctionalInterface
    interface Concern {
        boolean test(Kind kind, Mark mark);

        /**
         * What was issued when the log had come to {@code position}: no clock has a part in it, unless the log was brought
         * back from earlier and has come there a second time.
         */
        static Concern after(long position, Instant issuedAt) {
            return (kind, mark) -> forever(kind)
                    || mark.seq() > position
                    || issuedAt.plus(CLOCKS).isBefore(mark.before());
        }

        /** What was made at {@code instant}. */
        static Concern since(Instant instant) {
            return (kind, mark) -> forever(kind) || !instant.isAfter(mark.before());
        }

        /** As {@link #since(Instant)}, with an instant for each kind of name. */
        static Concern since(Map<Kind, Instant> instants) {
            return (kind, mark) ->
                    since(instants.getOrDefault(kind, Instant.MAX)).test(kind, mark);
        }
    }

    /** Whether names of that kind are never used again: whatever bears one that was revoked is revoked, whenever it was issued. */
    public static boolean forever(Kind kind) {
        return switch (kind) {
            case jti, sid, grant -> true;
            case client, user, consent -> false;
        };
    }
}
