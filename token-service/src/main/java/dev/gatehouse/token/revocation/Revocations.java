package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Revokes, and tells what was revoked. */
public interface Revocations {
    /** Whether {@code token} was revoked. Never blocks; fails where the index cannot be trusted. */
    Uni<Boolean> revoked(AccessToken token);

    /**
     * Whether any of {@code names} was revoked at or after {@code since}: for what is no access token, such as a session
     * (by its sid and its user, since its sign-in) or an API key (by its user, since it was made).
     */
    Uni<Boolean> revoked(List<Revoke> names, Instant since);

    /**
     * How things stand with {@code names}, and the position of the log that this is as of: a token that is given to whoever
     * stands well is issued at that position, so that it counts as revoked by whatever comes between.
     */
    Uni<Standing> standing(List<Revoke> names, Instant since);

    /**
     * As {@link #standing(List, Instant)}, where names count since different instants.
     *
     * @param names at most one of each kind
     */
    Uni<Standing> standing(Map<Revoke, Instant> names);

    /** @param revoked whether any of the names was revoked at or after the instant */
    record Standing(boolean revoked, long position) {}

    /** The position of the log that this replica knows of: for tokens that nobody's standing matters to. */
    long position();

    /** Records the revocation and puts it in force at every verifier before it returns. Blocks. */
    void revoke(Revoke order);
}
