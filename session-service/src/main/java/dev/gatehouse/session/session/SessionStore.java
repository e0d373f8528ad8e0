package dev.gatehouse.session.session;

import dev.gatehouse.common.lookup.Lookups;
import dev.gatehouse.common.measure.Tally;
import dev.gatehouse.common.session.CookieDigest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Redis: {@code session:<digest of the cookie>} is {@linkplain SessionCodec the session} and expires by itself;
 * {@code session:user:<id>} is a hash from sid to the rest of that key and the instant of opening; {@code session:ending} is
 * what of those that ended is still to be told; {@code session:ended:<id>} is when the user was last signed out everywhere,
 * by Redis' clock, which is the same for all replicas.
 * Whatever changes them is {@linkplain SessionScripts one step}.
 */
@Startup
@ApplicationScoped
class SessionStore {
    /** Far longer than a sign-in takes from the proof to the session. */
    private static final Duration MARKED = Duration.ofHours(1);

    private final ReactiveRedisDataSource redis;
    private final Lookups lookups;
    private final SessionConfig config;
    private final Tally<Event> tally;

    SessionStore(ReactiveRedisDataSource redis, SessionConfig config, MeterRegistry registry) {
        if (config.touch().compareTo(config.idle()) >= 0
                || config.touch().compareTo(config.remembered().idle()) >= 0) {
            throw new IllegalArgumentException(
                    "gatehouse.session.touch has to be shorter than gatehouse.session.idle and"
                            + " gatehouse.session.remembered.idle: else sessions end while they are used");
        }
        this.redis = redis;
        this.config = config;
        lookups = new Lookups(redis.getRedis().getDelegate());
        tally = Tally.of(
                registry,
                "gatehouse.sessions",
                "What became of sessions; those that expire by themselves nobody notices.",
                "event",
                Event.class);
    }

    private enum Event {
        opened,
        /** Under a new cookie. */
        renewed,
        ended
    }

    /** A session that a browser shows. */
    record Shown(String cookie, Session session) {}

    /** What came of ending a session. */
    enum Ending {
        NOW,
        /** It has ended before, and somebody is still to be told. */
        UNDER_WAY,
        ABSENT
    }

    static String key(String cookie) {
        return "session:" + CookieDigest.of(cookie);
    }

    private static String index(UUID user) {
        return "session:user:" + user;
    }

    private static String mark(UUID user) {
        return "session:ended:" + user;
    }

    /**
     * Puts a new one there. Those of the user's that are too many by it end, the oldest first, and so does the one that the
     * browser had.
     *
     * @param moment {@link #moment} of before the user proved who they are
     * @return those that ended; empty where the user was signed out everywhere since
     */
    Uni<Optional<List<Ended>>> open(String cookie, Session session, @Nullable Shown other, long moment) {
        Instant now = session.lastUsedAt();
        var keys = new ArrayList<>(
                List.of(key(cookie), index(session.subject()), EndingStore.KEY, mark(session.subject())));
        var arguments = new ArrayList<>(List.of(
                SessionCodec.write(session),
                millis(session.left(now, config)),
                millis(session.leftAtMost(now, config)),
                session.sid(),
                entry(cookie, session),
                Long.toString(moment),
                Integer.toString(config.maxPerUser()),
                new Ended(session.sid(), session.subject(), now).value()));
        var ended = new ArrayList<Ended>();
        if (other != null) {
            var before = new Ended(other.session().sid(), other.session().subject(), now);
            keys.addAll(List.of(key(other.cookie()), index(before.subject())));
            arguments.addAll(List.of(before.name(), before.value()));
            ended.add(before);
        }
        return SessionScripts.OPEN.run(redis, keys, arguments).map(answer -> {
            if (answer == null) {
                return Optional.empty();
            }
            ended.addAll(ended(answer, session.subject(), now));
            tally.count(Event.opened);
            tally.count(Event.ended, ended.size());
            return Optional.of(ended);
        });
    }

    /** The same session under another cookie; empty where it ended meanwhile, or was renewed. */
    Uni<Optional<Ended>> renew(String oldCookie, String cookie, Session session) {
        Instant now = session.lastUsedAt();
        var old = new Ended(CookieDigest.name(CookieDigest.of(oldCookie)), session.subject(), now);
        return SessionScripts.RENEW
                .run(
                        redis,
                        List.of(key(oldCookie), key(cookie), index(session.subject()), EndingStore.KEY),
                        List.of(
                                SessionCodec.write(session),
                                millis(session.left(now, config)),
                                millis(session.leftAtMost(now, config)),
                                session.sid(),
                                entry(cookie, session),
                                old.name(),
                                old.value()))
                .map(renewed -> {
                    if (renewed.toInteger() != 1) {
                        return Optional.empty();
                    }
                    tally.count(Event.renewed);
                    return Optional.of(old);
                });
    }

    /** Now, in microseconds, by the clock that tells when a user was signed out everywhere. */
    Uni<Long> moment() {
        return redis.execute("TIME")
                .map(now -> now.get(0).toLong() * 1_000_000 + now.get(1).toLong());
    }

    Uni<Optional<Session>> find(String cookie) {
        return lookups.get(key(cookie)).map(found -> SessionCodec.read(found.get(0)));
    }

    /** Only where it is still as it was, so that one that ended meanwhile stays so, and one that was renewed. */
    Uni<Boolean> touch(String cookie, Session before, Session used) {
        return SessionScripts.TOUCH
                .run(
                        redis,
                        List.of(key(cookie), index(used.subject())),
                        List.of(
                                SessionCodec.write(before),
                                SessionCodec.write(used),
                                millis(used.left(used.lastUsedAt(), config)),
                                millis(used.leftAtMost(used.lastUsedAt(), config)),
                                used.sid(),
                                entry(cookie, used)))
                .map(touched -> touched.toInteger() == 1);
    }

    /** The user's sessions. */
    Uni<List<Session>> ofUser(UUID user) {
        return SessionScripts.LIST
                .run(redis, List.of(index(user)), List.of())
                .map(answer -> texts(answer).stream()
                        .flatMap(text -> SessionCodec.read(text).stream())
                        .toList());
    }

    /** @param cookie that shows the session, and goes whatever the index says; null where it is somebody else's browser */
    Uni<Ending> end(Ended ended, @Nullable String cookie) {
        var keys = new ArrayList<>(List.of(index(ended.subject()), EndingStore.KEY));
        if (cookie != null) {
            keys.add(key(cookie));
        }
        return SessionScripts.END
                .run(
                        redis,
                        keys,
                        List.of(ended.name(), ended.value(), ended.subject().toString()))
                .map(answer -> switch (answer.toInteger()) {
                    case 2 -> {
                        tally.count(Event.ended);
                        yield Ending.NOW;
                    }
                    case 1 -> Ending.UNDER_WAY;
                    default -> Ending.ABSENT;
                });
    }

    /** All but one; whoever is about to sign in does. @param kept a sid that stays */
    Uni<List<Ended>> endOthers(UUID user, String kept, Instant now) {
        return endAll(user, now, List.of(kept, new Ended("", user, now).value()));
    }

    /** All, and whoever signed in up to now and has no session yet is given none any more. */
    Uni<List<Ended>> endEverything(UUID user, Instant now) {
        return endAll(user, now, List.of("", new Ended("", user, now).value(), millis(MARKED)));
    }

    private Uni<List<Ended>> endAll(UUID user, Instant now, List<String> arguments) {
        return SessionScripts.END_ALL
                .run(redis, List.of(index(user), EndingStore.KEY, mark(user)), arguments)
                .map(answer -> {
                    List<Ended> ended = ended(answer, user, now);
                    tally.count(Event.ended, ended.size());
                    return ended;
                });
    }

    private static List<Ended> ended(Response sids, UUID user, Instant now) {
        return texts(sids).stream().map(sid -> new Ended(sid, user, now)).toList();
    }

    private static List<String> texts(Response answer) {
        return StreamSupport.stream(answer.spliterator(), false)
                .map(Response::toString)
                .toList();
    }

    private static String entry(String cookie, Session session) {
        return CookieDigest.of(cookie) + session.createdAt().toEpochMilli();
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }
}
