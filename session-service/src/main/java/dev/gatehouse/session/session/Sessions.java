package dev.gatehouse.session.session;

import dev.gatehouse.common.device.Device;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.Lookup;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.requester.Requester;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.session.session.SessionStore.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens, renews, finds and ends sessions. Never blocks. */
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int SID_LENGTH = 22;
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9_-]{" + SID_LENGTH + "}");
    private static final int LONGEST_COOKIE = 128;
    private final SessionStore store;
    private final Endings endings;
    private final SessionConfig config;
    private final CsrfCheck csrf;
    private final InstantSource clock;

    Sessions(SessionStore store, Endings endings, SessionConfig config, CsrfCheck csrf, InstantSource clock) {
        this.store = store;
        this.endings = endings;
        this.config = config;
        this.csrf = csrf;
        this.clock = clock;
    }

    /** Now, by the clock that tells which sign-ins were begun before all was ended. */
    Uni<Long> moment() {
        return store.moment();
    }

    /** What came of opening a session. */
    public sealed interface Opening permits Opened, Overtaken {}

    /**
     * A session.
     *
     * @param cookie the value for the browser, known nowhere else
     * @param kept for how long the browser keeps it; null for as long as it is open
     */
    public record Opened(
            String cookie, Session session, @Nullable Duration kept) implements Opening {}

    /** All of the user's ended after the sign-in had begun: they have to sign in again. */
    public record Overtaken() implements Opening {}

    /**
     * For someone who has just signed in: under a fresh cookie, so that none known before becomes worth anything. Where the
     * browser shows a session of theirs, it goes on under its sid, so that the tokens which stem from it stay good; where it
     * shows somebody else's, that one ends.
     */
    public Uni<Opening> open(Authenticated user, Arrival arrival) {
        Optional<Requester> requester = Requester.current();
        return live(arrival.cookie()).chain(found -> {
            Shown shown = found.orElse(null);
            return shown != null && shown.session().subject().equals(user.subject())
                    ? renewed(user, shown, arrival, requester)
                            .chain(renewed -> renewed.isPresent()
                                    ? Uni.createFrom().<Opening>item(renewed.get())
                                    // Ended meanwhile, or renewed in another tab. This sign-in counts all the same.
                                    : opened(user, arrival, null, requester))
                    : opened(user, arrival, shown, requester);
        });
    }

    /**
     * For someone who has proved more of who they are, as {@code user} tells all in all: the same session under a fresh
     * cookie. Empty where it has ended, or is somebody else's, or was renewed in another tab.
     */
    public Uni<Optional<Opened>> stepUp(String cookie, Authenticated user) {
        Optional<Requester> requester = Requester.current();
        return live(cookie)
                .chain(found ->
                        found.isPresent() && found.get().session().subject().equals(user.subject())
                                ? renewed(user, found.get(), Arrival.with(cookie), requester)
                                : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Opening> opened(
            Authenticated user, Arrival arrival, @Nullable Shown other, Optional<Requester> requester) {
        Instant now = clock.instant();
        String cookie = Secrets.random();
        boolean remember = config.remembered().enabled() && Boolean.TRUE.equals(arrival.remember());
        Session session = session(newSid(), user, user.begun(), now, now, remember, requester);
        long moment = arrival.moment() == null ? SessionCodec.micros(session.begun()) : arrival.moment();
        return store.open(cookie, session, other, moment)
                .chain(ended -> ended.isEmpty()
                        ? Uni.createFrom().item(new Overtaken())
                        : endings.tellSoon(ended.get()).replaceWith(shown(cookie, session, now)));
    }

    private Uni<Optional<Opened>> renewed(
            Authenticated user, Shown shown, Arrival arrival, Optional<Requester> requester) {
        Instant now = clock.instant();
        String cookie = Secrets.random();
        Session old = shown.session();
        boolean remember =
                config.remembered().enabled() && (arrival.remember() == null ? old.remembered() : arrival.remember());
        // It lasts anew where the user signed in anew. The old one knows its time to the microsecond.
        boolean anew = user.begun().truncatedTo(ChronoUnit.MICROS).isAfter(old.begun());
        Instant created = anew ? now : old.createdAt();
        Instant begun = anew ? user.begun() : old.begun();
        Session session = session(old.sid(), user, begun, created, now, remember, requester);
        return store.renew(shown.cookie(), cookie, session)
                .chain(ended -> ended.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : endings.tellSoon(List.of(ended.get())).replaceWith(Optional.of(shown(cookie, session, now))));
    }

    private static Session session(
            String sid,
            Authenticated user,
            Instant begun,
            Instant created,
            Instant now,
            boolean remember,
            Optional<Requester> requester) {
        return new Session(
                sid,
                user.subject(),
                user.username(),
                user.scope(),
                user.amr(),
                user.authTime(),
                begun,
                created,
                now,
                Device.of(requester.map(Requester::userAgent).orElse(null)),
                requester.map(Requester::address).orElse(null),
                remember);
    }

    /** 132 of the bits of a secret: a public name, which only has to be nobody else's. */
    private static String newSid() {
        return Secrets.random().substring(0, SID_LENGTH);
    }

    private Opened shown(String cookie, Session session, Instant now) {
        return new Opened(cookie, session, session.remembered() ? session.leftAtMost(now, config) : null);
    }

    /** The live session of a cookie; its use is written down where the last one is a while ago, and nobody waits for that. */
    public Uni<Optional<Session>> find(@Nullable String cookie) {
        return live(cookie)
                .map(found -> found.map(shown -> {
                    Instant now = clock.instant();
                    Session session = shown.session();
                    if (Duration.between(session.lastUsedAt(), now).compareTo(config.touch()) < 0) {
                        return session;
                    }
                    Session used = session.usedAt(now);
                    store.touch(shown.cookie(), session, used)
                            .subscribe()
                            .with(touched -> {}, away -> LOG.debugf("a session's use was not noted: %s", away));
                    return used;
                }));
    }

    static boolean plausible(String cookie) {
        return !cookie.isBlank() && cookie.length() <= LONGEST_COOKIE;
    }

    private Uni<Optional<Shown>> live(@Nullable String cookie) {
        if (cookie == null || !plausible(cookie)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.find(cookie)
                .map(found -> found.filter(
                                session -> session.left(clock.instant(), config).isPositive())
                        .map(session -> new Shown(cookie, session)));
    }

    /** Whose session it is, and whether the call may go on. */
    public Uni<Lookup> lookup(CookieUse use) {
        return find(use.cookie())
                .map(found -> found.<Lookup>map(
                                session -> csrf.permits(use) ? live(use.cookie(), session) : new CsrfRefused())
                        .orElseGet(NoSession::new));
    }

    private Live live(String cookie, Session session) {
        Instant now = clock.instant();
        return new Live(
                session.sid(),
                session.subject(),
                session.username(),
                session.scope(),
                session.amr(),
                session.authTime(),
                CsrfToken.of(cookie),
                now.plus(session.left(now, config)),
                session.begun());
    }

    /** The user's sessions, the one that was opened last first. */
    public Uni<List<Session>> ofUser(UUID user) {
        return listed(user, Comparator.comparing(Session::createdAt));
    }

    /** Those that were used last, up to {@code most}. */
    Uni<List<Session>> latestOf(UUID user, int most) {
        return listed(user, Comparator.comparing(Session::lastUsedAt).thenComparing(Session::createdAt))
                .map(all -> all.stream().limit(most).toList());
    }

    private Uni<List<Session>> listed(UUID user, Comparator<Session> oldestFirst) {
        return store.ofUser(user).map(all -> {
            Instant now = clock.instant();
            return all.stream()
                    .filter(session -> session.left(now, config).isPositive())
                    .sorted(oldestFirst.reversed())
                    .toList();
        });
    }

    /**
     * Ends a session of {@code user} and revokes its tokens; false where the user has no such session. It is over at once;
     * where this fails, the tokens are revoked later, and whoever asks again before is told when they are.
     */
    public Uni<Boolean> end(UUID user, String sid) {
        return SID.matcher(sid).matches()
                ? end(new Ended(sid, user, clock.instant()), null)
                : Uni.createFrom().item(false);
    }

    /** The same of the session that a browser shows. */
    public Uni<Boolean> signOut(String cookie, Session session) {
        return end(new Ended(session.sid(), session.subject(), clock.instant()), cookie);
    }

    /** The sid of the session that went by this cookie, where signing out has failed: it is over, but its tokens count. */
    public Uni<Optional<String>> halfEnded(String cookie) {
        return left(cookie).map(left -> left.map(Ended::name));
    }

    /** Does what is left of it, if anything; fails where token-service is away, as signing out does. */
    public Uni<Void> finish(String cookie) {
        return left(cookie)
                .chain(left -> left.isPresent()
                        ? endings.tell(left.get())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Optional<Ended>> left(String cookie) {
        return plausible(cookie) ? endings.leftBy(cookie) : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Boolean> end(Ended ended, @Nullable String cookie) {
        return store.end(ended, cookie).chain(ending -> switch (ending) {
            case NOW, UNDER_WAY -> endings.tell(ended).replaceWith(true);
            case ABSENT -> Uni.createFrom().item(false);
        });
    }

    /**
     * Ends all sessions of {@code user} but that of the sid {@code kept}, and revokes their tokens, as {@link #end} does:
     * those of sessions, too, that had ended before and could not be told of.
     */
    public Uni<Void> endAll(UUID user, @Nullable String kept) {
        Instant now = clock.instant();
        return (kept == null ? store.endEverything(user, now) : store.endOthers(user, kept, now))
                .chain(endings::tell)
                .chain(() -> endings.tellThoseLeftOf(user));
    }

    /**
     * Ends all sessions of {@code user}, all of whose tokens somebody else has revoked; and whoever was about to sign in has
     * to do it anew.
     */
    public Uni<Void> endEverything(UUID user) {
        return store.endEverything(user, clock.instant())
                .invoke(ended -> endings.tellSoon(ended).subscribe().with(told -> {}))
                .replaceWithVoid();
    }
}
