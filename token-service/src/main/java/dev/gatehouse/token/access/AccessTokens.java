package dev.gatehouse.token.access;

import io.smallrye.mutiny.Uni;

/** Reads access tokens. */
public interface AccessTokens {
    /**
     * Reads a token of either form: signature, type, issuer and life of a JWT; the record of an opaque one. Never
     * blocks. Whether it was revoked is another question.
     */
    Uni<Reading> read(String token);

    /**
     * As {@link #read}, and beside that a JWT that is signed by a key which is shared with {@code clientId}. That client can
     * have written it itself: it is for answers to that very client, and proves nothing to anybody else.
     */
    Uni<Reading> readFor(String clientId, String token);

    /** What reading gave. */
    sealed interface Reading permits Readable, Unreadable {}

    record Readable(AccessToken token) implements Reading {}

    /** @param reason for the log and the error description; safe to show */
    record Unreadable(String reason) implements Reading {}
}
