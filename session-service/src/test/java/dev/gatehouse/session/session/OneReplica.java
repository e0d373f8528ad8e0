package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.session.session.Sessions.Opened;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions of two people, by a clock that goes on when it is told to, beside services that can be away. */
@Dependent
class OneReplica {
    final UUID ada = UUID.randomUUID();
    final UUID bob = UUID.randomUUID();
    final Revoking tokens = new Revoking();
    final Telling clients = new Telling();
    final Endings endings;
    final Sessions sessions;
    private final RedisDataSource redis;
    private final SessionStore store;
    private final EndingStore ending;
    private final SessionConfig config;
    private Instant now = Instant.now();

    @Inject
    OneReplica(RedisDataSource redis, SessionStore store, EndingStore ending, SessionConfig config, CsrfCheck csrf) {
        this.redis = redis;
        this.store = store;
        this.ending = ending;
        this.config = config;
        InstantSource clock = () -> now;
        endings = new Endings(ending, config, tokens.service(), clients.service(), clock);
        sessions = new Sessions(store, endings, config, csrf, clock);
    }

    void nothingIsLeftToTell() {
        done(ending.endedBefore(Instant.MAX)).forEach(each -> done(ending.revoked(each)));
        done(ending.revokedBefore(Instant.MAX)).forEach(each -> done(ending.told(each)));
    }

    Instant now() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    Opened open(UUID user, @Nullable Arrival arrival) {
        return assertInstanceOf(
                Opened.class,
                done(sessions.open(Samples.user(user, now, "pwd"), arrival == null ? Arrival.with(null) : arrival)));
    }

    Optional<Session> found(Opened opened) {
        return done(sessions.find(opened.cookie()));
    }

    Session stored(Opened opened) {
        return done(store.find(opened.cookie())).orElseThrow();
    }

    /** As the timer does it, when the turns of now are over. */
    void sweep() {
        pass(config.ending().after().plusSeconds(1));
        redis.key().del("session:ending:turn");
        done(endings.finishThoseLeft());
    }

    static <T extends @Nullable Object> T done(Uni<T> step) {
        return step.await().atMost(Duration.ofSeconds(20));
    }
}
