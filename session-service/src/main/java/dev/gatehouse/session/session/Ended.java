package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.session.CookieDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * What is gone from Redis and the other services are still to be told of.
 *
 * @param name the sid of a session, or a cookie's name, where the session goes on under another
 * @param subject whose it is
 * @param since when it ended; to the millisecond
 */
record Ended(String name, UUID subject, Instant since) {
    /** As it is kept under its name. */
    String value() {
        return subject + "|" + since.toEpochMilli();
    }

    static Ended read(String name, String value) {
        return new Ended(
                name,
                UUID.fromString(value.substring(0, 36)),
                Instant.ofEpochMilli(Long.parseLong(value.substring(37))));
    }

    /** Whether a session has ended; else one goes on under another cookie. */
    boolean ofSession() {
        return !CookieDigest.isName(name);
    }

    Revoke revocation() {
        return CookieDigest.isName(name) ? CookieDigest.revocation(name) : new Revoke(Kind.sid, name);
    }
}
