package dev.gatehouse.token.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is revoked, in Redis, where one round trip tells. Never blocks. */
@Singleton
class RevocationIndex {
    /** The channel on which each new revocation is told. */
    static final String CHANNEL = "token:revocations";

    private static final String PREFIX = "token:revoked:";
    /** Is there only while the index is complete: it is lost with the rest, and written last. */
    private static final String READY = PREFIX + "ready";
    /** Names the rebuilding at work: gone, or another's, where Redis lost its data meanwhile. */
    private static final String REBUILDING = PREFIX + "rebuilding";

    private static final Duration LONGEST_REBUILDING = Duration.ofMinutes(5);
    private static final int BATCH = 500;

    /** Writes instants with their lives in milliseconds; never an earlier one over a later one. */
    private static final String PUT = """
            for i, key in ipairs(KEYS) do
              local known = redis.call('GET', key)
              if not known or tonumber(known) < tonumber(ARGV[2 * i - 1]) then
                redis.call('SET', key, ARGV[2 * i - 1], 'PX', ARGV[2 * i])
              end
            end
            return 1
            """;

    private static final String FINISH = """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[2], '1')
            redis.call('DEL', KEYS[1])
            return 1
            """;

    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;

    RevocationIndex(ReactiveRedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** What the index says. */
    enum Answer {
        REVOKED,
        NOT_REVOKED,
        /** Redis has lost the index: nobody may be told that anything counts. */
        INCOMPLETE
    }

    /** Whether any of {@code names} was revoked at or after {@code since}. */
    Uni<Answer> revoked(List<Revoke> names, Instant since) {
        var keys = new String[names.size() + 1];
        keys[0] = READY;
        for (int i = 0; i < names.size(); i++) {
            keys[i + 1] = key(names.get(i));
        }
        return redis.execute("MGET", keys).map(found -> judge(names, since, found));
    }

    private static Answer judge(List<Revoke> names, Instant since, Response found) {
        for (int i = 0; i < names.size(); i++) {
            Response before = found.get(i + 1);
            if (before != null
                    && Revocation.concerns(names.get(i).kind(), Instant.ofEpochMilli(before.toLong()), since)) {
                return Answer.REVOKED;
            }
        }
        return found.get(0) == null ? Answer.INCOMPLETE : Answer.NOT_REVOKED;
    }

    Uni<Void> put(List<Revocation> revocations) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int from = 0; from < revocations.size(); from += BATCH) {
            List<Revocation> batch = revocations.subList(from, Math.min(from + BATCH, revocations.size()));
            done = done.chain(() -> putBatch(batch));
        }
        return done;
    }

    private Uni<Void> putBatch(List<Revocation> batch) {
        Instant now = Instant.now();
        var arguments = new ArrayList<String>();
        arguments.add(PUT);
        arguments.add(Integer.toString(batch.size()));
        batch.forEach(revocation -> arguments.add(key(revocation.name())));
        batch.forEach(revocation -> {
            arguments.add(Long.toString(revocation.before().toEpochMilli()));
            arguments.add(Long.toString(
                    Math.max(1, Duration.between(now, revocation.expiresAt()).toMillis())));
        });
        return redis.execute("EVAL", arguments.toArray(String[]::new)).replaceWithVoid();
    }

    /** Tells every replica's event streams. */
    Uni<Void> announce(Revocation revocation) {
        try {
            return redis.execute("PUBLISH", CHANNEL, json.writeValueAsString(revocation))
                    .replaceWithVoid();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a revocation cannot be written as JSON", e);
        }
    }

    /** Begins a rebuilding. @return its name, for {@link #finish} */
    Uni<String> begin() {
        String name = Secrets.random();
        return redis.execute("SET", REBUILDING, name, "PX", Long.toString(LONGEST_REBUILDING.toMillis()))
                .replaceWith(name);
    }

    /** Marks the index complete, unless Redis lost it again or another rebuilding began since. */
    Uni<Boolean> finish(String name) {
        return redis.execute("EVAL", FINISH, "2", REBUILDING, READY, name).map(done -> done.toInteger() == 1);
    }

    private static String key(Revoke name) {
        return PREFIX + name.kind().name() + ":" + name.value();
    }
}
