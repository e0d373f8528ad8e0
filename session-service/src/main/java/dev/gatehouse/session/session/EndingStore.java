package dev.gatehouse.session.session;

import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.session.CookieDigest;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.ScanArgs;
import io.quarkus.redis.datasource.hash.ReactiveHashCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What ended and is still to be told, in Redis. The step that ends it writes it to {@code session:ending}, and for
 * a day to {@code session:left:<SHA-256 of the cookie>} which session went by that; once its tokens are revoked it stands in
 * {@code session:ending:clients}, until clients are told.
 */
@ApplicationScoped
class EndingStore {
    static final String KEY = "session:ending";
    private static final String CLIENTS = "session:ending:clients";
    private static final String TURN = "session:ending:turn";
    private static final long AT_ONCE = 500;
    /** Keys: what ended, whose clients are to be told. Arguments: its name, what is said of it. */
    private static final Script REVOKED = Script.of("""
            if redis.call('HDEL', KEYS[1], ARGV[1]) == 1 then redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) end
            return 1
            """);

    private final ReactiveRedisDataSource redis;
    private final ReactiveHashCommands<String, String, String> hashes;
    private final ReactiveValueCommands<String, String> values;

    EndingStore(ReactiveRedisDataSource redis) {
        this.redis = redis;
        hashes = redis.hash(String.class);
        values = redis.value(String.class);
    }

    /** Whether it is this replica's turn: of one turn after the other, each is one replica's. */
    Uni<Boolean> take(Duration turn) {
        return values.setAndChanged(TURN, "", new SetArgs().nx().px(turn));
    }

    /** Those whose tokens count, of what ended before {@code until}, or some of them: what is done makes room for others. */
    Uni<List<Ended>> endedBefore(Instant until) {
        return some(KEY, until);
    }

    /** Those that clients are to be told of, alike. */
    Uni<List<Ended>> revokedBefore(Instant until) {
        return some(CLIENTS, until);
    }

    private Uni<List<Ended>> some(String key, Instant until) {
        return hashes.hscan(key, new ScanArgs().count(AT_ONCE))
                .next()
                .map(all -> all.entrySet().stream()
                        .map(entry -> Ended.read(entry.getKey(), entry.getValue()))
                        .filter(ended -> ended.since().isBefore(until))
                        .toList());
    }

    /** All of a user's whose tokens count. */
    Uni<List<Ended>> of(UUID user) {
        return hashes.hscan(KEY, new ScanArgs().count(AT_ONCE))
                .toMulti()
                .map(entry -> Ended.read(entry.getKey(), entry.getValue()))
                .filter(ended -> ended.subject().equals(user))
                .collect()
                .asList();
    }

    /** The session that went by this cookie, where its tokens count. */
    Uni<Optional<Ended>> by(String cookie) {
        return values.get("session:left:" + CookieDigest.of(cookie))
                .chain(sid -> sid == null
                        ? Uni.createFrom().item(Optional.empty())
                        : hashes.hget(KEY, sid)
                                .map(value -> Optional.ofNullable(value).map(said -> Ended.read(sid, said))));
    }

    /** Its tokens are revoked, and where a session has ended, clients are to be told. */
    Uni<Void> revoked(Ended ended) {
        return ended.ofSession()
                ? REVOKED.run(redis, List.of(KEY, CLIENTS), List.of(ended.name(), ended.value()))
                        .replaceWithVoid()
                : hashes.hdel(KEY, ended.name()).replaceWithVoid();
    }

    /** Clients will be told of it. */
    Uni<Void> told(Ended ended) {
        return hashes.hdel(CLIENTS, ended.name()).replaceWithVoid();
    }
}
