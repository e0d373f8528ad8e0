package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revocation in force; verifiers that check JWTs themselves are sent it in this form.
 *
 * @param before what was issued at or before this instant is revoked
 * @param expiresAt when the last thing that it could concern has ended anyway
 */
@RegisterForReflection
public record Revocation(Kind kind, String value, Instant before, Instant expiresAt) {
    Revoke name() {
        return new Revoke(kind, value);
    }

    /** All that {@code token} could have been revoked by. */
    static List<Revoke> namesOf(AccessToken token) {
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
        return List.copyOf(names);
    }

    private static void add(List<Revoke> names, Kind kind, @Nullable String value) {
        if (value != null) {
            names.add(new Revoke(kind, value));
        }
    }

    /**
     * Whether a revocation of {@code kind} concerns what was issued at {@code issued}. Tokens know their second only, so
     * one of the very second of the revocation is taken to be older.
     */
    static boolean concerns(Kind kind, Instant before, Instant issued) {
        return switch (kind) {
            // These are never used again: whatever bears the name is revoked.
            case jti, sid, grant -> true;
            case client, user, consent -> !issued.isAfter(before);
        };
    }
}
