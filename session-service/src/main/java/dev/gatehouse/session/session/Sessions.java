package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.Lookup;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.requester.Requester;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.common.session.CsrfToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens, finds and ends sessions. */
@ApplicationScoped
public class Sessions {
    private final SessionStore store;
    private final SessionConfig config;
    private final CsrfCheck csrf;
    private final TokenService tokens;

    Sessions(SessionStore store, SessionConfig config, CsrfCheck csrf, TokenService tokens) {
        this.store = store;
        this.config = config;
        this.csrf = csrf;
        this.tokens = tokens;
    }

    /** A new session. @param cookie the value for the browser, known nowhere else */
    public record Opened(String cookie, Session session) {}

    /** Always under fresh ids, so that none known before the sign-in becomes worth anything. */
    public Uni<Opened> open(Authenticated user) {
        Optional<Requester> requester = Requester.current();
        Instant now = Instant.now();
        String cookie = Secrets.random();
        var session = new Session(
                Secrets.random(),
                user.subject(),
                user.username(),
                user.scope(),
                user.amr(),
                user.authTime(),
                now,
                now,
                requester.map(Requester::userAgent).orElse(null),
                requester.map(Requester::address).orElse(null));
        return store.insert(cookie, session, session.left(now, config), config.absolute())
                .replaceWith(new Opened(cookie, session));
    }

    /** The live session of a cookie; its use is written down where the last one is a while ago. */
    public Uni<Optional<Session>> find(@Nullable String cookie) {
        if (cookie == null || cookie.isBlank()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.find(cookie).chain(found -> {
            Instant now = Instant.now();
            if (found.isEmpty() || !found.get().left(now, config).isPositive()) {
                return Uni.createFrom().item(Optional.empty());
            }
            if (Duration.between(found.get().lastUsedAt(), now).compareTo(config.touch()) < 0) {
                return Uni.createFrom().item(found);
            }
            Session used = found.get().usedAt(now);
            return store.touch(cookie, used, used.left(now, config)).replaceWith(Optional.of(used));
        });
    }

    /** Whose session it is, and whether the call may go on. */
    public Uni<Lookup> lookup(CookieUse use) {
        return find(use.cookie())
                .map(found -> found.<Lookup>map(
                                session -> csrf.permits(use) ? live(use.cookie(), session) : new CsrfRefused())
                        .orElseGet(NoSession::new));
    }

    private Live live(String cookie, Session session) {
        Instant now = Instant.now();
        return new Live(
                session.sid(),
                session.subject(),
                session.username(),
                session.scope(),
                session.amr(),
                session.authTime(),
                CsrfToken.of(cookie),
                now.plus(session.left(now, config)));
    }

    public Uni<List<Session>> ofUser(UUID user) {
        return store.ofUser(user);
    }

    /** Those that were used last, up to {@code most}. */
    Uni<List<Session>> latestOf(UUID user, int most) {
        return store.ofUser(user)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(Session::lastUsedAt).reversed())
                        .limit(most)
                        .toList());
    }

    /**
     * Ends a session of {@code user} and revokes its tokens; false where the user has no such session. The revocation first:
     * should that fail, the session is still there to try again with; and whoever remembers the session learns of its end from
     * there.
     */
    public Uni<Boolean> end(UUID user, String sid) {
        return store.has(user, sid)
                .chain(there -> there
                        ? tokens.revoke(new TokenService.Revoke(TokenService.Kind.sid, sid))
                                .chain(() -> store.remove(user, sid))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    /** Ends all sessions of {@code user}, whose tokens somebody else revokes. */
    public Uni<Void> endAll(UUID user) {
        return store.removeAll(user);
    }
}
