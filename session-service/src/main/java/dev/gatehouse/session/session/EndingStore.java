package dev.gatehouse.session.session;

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
import java.util.UUID;

/** What ended and is still to be told, in Redis at {@code session:ending}: written by the step that ends it. */
@ApplicationScoped
class EndingStore {
    static final String KEY = "session:ending";
    private static final String TURN = "session:ending:turn";
    private static final long AT_ONCE = 500;
    private final ReactiveHashCommands<String, String, String> hashes;
    private final ReactiveValueCommands<String, String> values;

    EndingStore(ReactiveRedisDataSource redis) {
        hashes = redis.hash(String.class);
        values = redis.value(String.class);
    }

    /** Whether it is this replica's turn: of one turn after the other, each is one replica's. */
    Uni<Boolean> take(Duration turn) {
        return values.setAndChanged(TURN, "", new SetArgs().nx().px(turn));
    }

    /** Those that ended before {@code until} and were not told of, or some of them: what is told makes room for others. */
    Uni<List<Ended>> endedBefore(Instant until) {
        return hashes.hscan(KEY, new ScanArgs().count(AT_ONCE))
                .next()
                .map(all -> all.entrySet().stream()
                        .map(entry -> Ended.read(entry.getKey(), entry.getValue()))
                        .filter(ended -> ended.since().isBefore(until))
                        .toList());
    }

    /** All of a user's that were not told of. */
    Uni<List<Ended>> of(UUID user) {
        return hashes.hscan(KEY, new ScanArgs().count(AT_ONCE))
                .toMulti()
                .map(entry -> Ended.read(entry.getKey(), entry.getValue()))
                .filter(ended -> ended.subject().equals(user))
                .collect()
                .asList();
    }

    Uni<Void> told(Ended ended) {
        return hashes.hdel(KEY, ended.name()).replaceWithVoid();
    }
}
