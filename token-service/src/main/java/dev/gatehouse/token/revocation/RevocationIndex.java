package dev.gatehouse.token.revocation;

import dev.gatehouse.common.lookup.Lookups;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.revocation.Revocation.Concern;
import dev.gatehouse.token.revocation.Revocation.Mark;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is revoked, in Redis, where one round trip tells; and up to which position of the log all of it is there. A Redis
 * that lost everything has no position, one that lost its last writes an old one. Never blocks.
 */
@Singleton
class RevocationIndex {
    /** The channel on which the position of each new revocation is told. */
    static final String CHANNEL = "token:revocations";

    /** A Redis that does not answer for so long is away. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String PREFIX = "token:revoked:";
    private static final String HEAD = PREFIX + "head";
    /** Names the filling at work: gone, or another's, where Redis lost its data meanwhile. */
    private static final String FILLING = PREFIX + "filling";

    /** A batch takes far less. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(30);

    /** What is put in by one step. */
    static final int BATCH = 500;

    /** Writes marks, the later ones last, with their lives in milliseconds. */
    private static final String PUT = """
            for i = 2, #KEYS do
              redis.call('SET', KEYS[i], ARGV[2 * i - 1], 'PX', ARGV[2 * i])
            end
            """;

    /** Where all up to one position is there, all up to the next is. */
    private static final Script ADVANCE =
            Script.of("if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end\n" + PUT + """
            redis.call('SET', KEYS[1], ARGV[2])
            return 1
            """);

    /** However many there are: only a filling that stands still is given up. */
    private static final Script FILL = Script.of("if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end\n"
            + "redis.call('PEXPIRE', KEYS[1], ARGV[2])\n"
            + PUT
            + "return 1");

    private static final Script FINISH = Script.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[2], ARGV[2])
            redis.call('DEL', KEYS[1])
            return 1
            """);

    private final ReactiveRedisDataSource redis;
    private final Lookups lookups;

    RevocationIndex(ReactiveRedisDataSource redis) {
        this.redis = redis;
        lookups = new Lookups(redis.getRedis().getDelegate());
    }

    /** @param head up to which position of the log the index has everything; empty where it has lost that */
    record Answer(boolean revoked, OptionalLong head) {}

    /** Whether any of {@code names} was revoked in a way that concerns what is asked about. */
    Uni<Answer> revoked(List<Revoke> names, Concern concern) {
        var keys = new String[names.size() + 1];
        keys[0] = HEAD;
        for (int i = 0; i < names.size(); i++) {
            keys[i + 1] = key(names.get(i));
        }
        return lookups.get(keys).map(found -> new Answer(concerned(names, concern, found), position(found.get(0))));
    }

    private static boolean concerned(List<Revoke> names, Concern concern, Lookups.Values found) {
        for (int i = 0; i < names.size(); i++) {
            String mark = found.get(i + 1);
            if (mark != null && concern.test(names.get(i).kind(), read(mark))) {
                return true;
            }
        }
        return false;
    }

    private static String written(Mark mark) {
        return mark.seq() + "@" + mark.before().toEpochMilli();
    }

    private static Mark read(String written) {
        int at = written.indexOf('@');
        return new Mark(
                Long.parseLong(written, 0, at, 10),
                Instant.ofEpochMilli(Long.parseLong(written, at + 1, written.length(), 10)));
    }

    Uni<OptionalLong> head() {
        return lookups.get(HEAD).map(found -> position(found.get(0)));
    }

    private static OptionalLong position(@Nullable String found) {
        return found == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(found));
    }

    /**
     * Puts in what was recorded after {@code from}, up to {@code to}.
     *
     * @param revocations {@link #BATCH} at most
     * @return whether the index was at {@code from}; else it is as it was
     */
    Uni<Boolean> advance(long from, long to, List<Revocation> revocations) {
        return run(ADVANCE, HEAD, Long.toString(from), Long.toString(to), revocations);
    }

    /** Begins to fill an index that was lost. @return its name, for {@link #fill}; empty where another is at it */
    Uni<Optional<String>> begin() {
        String name = Secrets.random();
        return redis.execute("SET", FILLING, name, "NX", "PX", Long.toString(LONGEST_BATCH.toMillis()))
                .map(done -> done == null ? Optional.empty() : Optional.of(name));
    }

    /** Puts in some of what is in force, {@link #BATCH} at most. @return whether the filling goes on: not where Redis lost it */
    Uni<Boolean> fill(String name, List<Revocation> batch) {
        return run(FILL, FILLING, name, Long.toString(LONGEST_BATCH.toMillis()), batch);
    }

    /** All that is in force up to {@code head} is in. @return whether it is complete: not where Redis lost it again */
    Uni<Boolean> finish(String name, long head) {
        return FINISH.run(redis, List.of(FILLING, HEAD), List.of(name, Long.toString(head)))
                .map(finished -> finished.toInteger() == 1);
    }

    /** Forgets up to where the index is complete: it is filled anew. */
    Uni<Void> forget() {
        return redis.execute("DEL", HEAD).replaceWithVoid();
    }

    /** Tells every replica that the log has come so far. */
    Uni<Void> announce(long head) {
        return redis.execute("PUBLISH", CHANNEL, Long.toString(head)).replaceWithVoid();
    }

    private Uni<Boolean> run(Script script, String guard, String expected, String next, List<Revocation> batch) {
        Instant now = Instant.now();
        var keys = new ArrayList<>(List.of(guard));
        batch.forEach(revocation -> keys.add(key(revocation.name())));
        var arguments = new ArrayList<>(List.of(expected, next));
        batch.forEach(revocation -> {
            arguments.add(written(new Mark(revocation)));
            arguments.add(Long.toString(
                    Math.max(1, Duration.between(now, revocation.expiresAt()).toMillis())));
        });
        return script.run(redis, keys, arguments).map(done -> done.toInteger() == 1);
    }

    private static String key(Revoke name) {
        return PREFIX + name.kind().name() + ":" + name.value();
    }
}
