package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What several tests start from. */
final class Samples {
    private Samples() {}

    static Session session(UUID user, String sid, Instant opened) {
        return new Session(
                sid,
                user,
                "ada.lovelace",
                Scope.ABOUT_USERS,
                List.of("pwd", "otp", "mfa"),
                opened,
                opened,
                opened,
                opened,
                "Firefox on Linux",
                "203.0.113.77",
                false);
    }

    static Session remembered(Session session) {
        return new Session(
                session.sid(),
                session.subject(),
                session.username(),
                session.scope(),
                session.amr(),
                session.authTime(),
                session.begun(),
                session.createdAt(),
                session.lastUsedAt(),
                session.device(),
                session.address(),
                true);
    }

    /** 22 characters, as a sid has. */
    static String sid(int number) {
        return "sid-%018d".formatted(number);
    }

    static Authenticated user(UUID id, Instant authTime, String... amr) {
        return new Authenticated(id, "ada.lovelace", Scope.ABOUT_USERS, List.of(amr), authTime);
    }
}
