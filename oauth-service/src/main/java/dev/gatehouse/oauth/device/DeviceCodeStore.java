package dev.gatehouse.oauth.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.code.CodeGrant;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests of devices in Redis: {@code oauth:device:<sha256>}, by the SHA-256 of the device code, and beside it
 * {@code oauth:device:user:<sha256>}, which leads there from what the user types in. Redis tells the time, which is the same for
 * all replicas. What is over stays for as long again, so that the device can be told so.
 */
@Startup
@Singleton
class DeviceCodeStore {
    private static final int MOST_TRIES = 5;

    private static final Script KEEP = Script.of("""
            local time = redis.call('TIME')
            redis.call('HSET', KEYS[1], 'client', ARGV[1], 'request', ARGV[2], 'state', 'pending', 'interval', ARGV[3],
                'until', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4])
            redis.call('PEXPIRE', KEYS[1], 2 * ARGV[4])
            """);

    /**
     * Who asks again before its time, which is taken nine tenths of for the way there takes now longer and now shorter, has to
     * wait for five seconds more from then on (RFC 8628, section 3.5). What is decided is told at once.
     */
    private static final Script POLL = Script.of("""
            local is = redis.call('HMGET', KEYS[1], 'client', 'state', 'until', 'interval', 'last', 'answer')
            if is[1] ~= ARGV[1] or is[2] == 'spent' then
                return {'unknown'}
            end
            if is[2] == 'denied' then
                return {'denied'}
            end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            if now > tonumber(is[3]) then
                return {'expired'}
            end
            if is[2] == 'allowed' then
                return {'allowed', is[6]}
            end
            redis.call('HSET', KEYS[1], 'last', now)
            if is[5] and now - is[5] < is[4] * 900 then
                return {'early', redis.call('HINCRBY', KEYS[1], 'interval', 5)}
            end
            return {'pending'}
            """);

    /** Of all that would spend it, one does. */
    private static final Script SPEND = Script.of("""
            local is = redis.call('HMGET', KEYS[1], 'client', 'state')
            if is[1] ~= ARGV[1] or is[2] ~= 'allowed' then
                return 0
            end
            redis.call('HSET', KEYS[1], 'state', 'spent')
            return 1
            """);

    private static final Script GIVE_BACK = Script.of("""
            if redis.call('HGET', KEYS[1], 'state') == 'spent' then
                redis.call('HSET', KEYS[1], 'state', 'allowed')
            end
            """);

    private static final Script FIND = Script.of("""
            local is = redis.call('HMGET', KEYS[1], 'request', 'until', 'state')
            local time = redis.call('TIME')
            if not is[1] or time[1] * 1000 + math.floor(time[2] / 1000) > tonumber(is[2]) then
                return false
            end
            return {is[1], is[3]}
            """);

    /** Decides once; that the same session decides the same once more, as by a second press of the button, is as one. */
    private static final Script DECIDE = Script.of("""
            local is = redis.call('HMGET', KEYS[1], 'state', 'until', 'by', 'word')
            local time = redis.call('TIME')
            if not is[1] or time[1] * 1000 + math.floor(time[2] / 1000) > tonumber(is[2]) then
                return 0
            end
            if is[1] ~= 'pending' then
                return is[3] == ARGV[2] and is[4] == ARGV[1] and 1 or 0
            end
            redis.call('HSET', KEYS[1], 'state', ARGV[1], 'word', ARGV[1], 'by', ARGV[2], 'answer', ARGV[3])
            return 1
            """);

    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;
    private final DeviceConfig config;
    private final SecureRandom random = new SecureRandom();

    /** @throws IllegalArgumentException where a time that is configured is out of its bounds */
    DeviceCodeStore(ReactiveRedisDataSource redis, ObjectMapper json, DeviceConfig config) {
        this.redis = redis;
        this.json = json;
        this.config = config;
        bounded("lifetime", config.lifetime(), Duration.ofMinutes(1), Duration.ofHours(1));
        bounded("interval", config.interval(), Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private static void bounded(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("gatehouse.oauth.device." + name + " is not " + least + " to " + most);
        }
    }

    /** The codes of a request. @param userCode as people read it */
    record Codes(String deviceCode, String userCode) {
        /** Keeps them out of logs. */
        @Override
        public String toString() {
            return "Codes";
        }
    }

    /** What a device is told that asks for tokens. */
    sealed interface Polled permits Pending, Early, Denied, Expired, Allowed, Unknown {}

    record Pending() implements Polled {}

    /** @param interval seconds that it has to wait from now on */
    record Early(long interval) implements Polled {}

    record Denied() implements Polled {}

    record Expired() implements Polled {}

    record Allowed(CodeGrant grant) implements Polled {}

    /** None of the client's, or spent. */
    record Unknown() implements Polled {}

    /**
     * A request that is not over.
     *
     * @param id by which it is decided; who knows it has no code
     * @param pending whether nobody has decided it
     */
    record Found(String id, DeviceRequest request, boolean pending) {}

    /** Keeps a request until it is decided, and spent, or too old. Blocks. */
    Codes keep(DeviceRequest request) {
        String deviceCode = Secrets.random();
        String id = Secrets.sha256(deviceCode);
        String lifetime = Long.toString(config.lifetime().toMillis());
        String userCode = reserve(id, lifetime);
        execute(
                KEEP,
                key(id),
                request.clientId(),
                text(request),
                Long.toString(config.interval().toSeconds()),
                lifetime);
        return new Codes(deviceCode, UserCode.shown(userCode));
    }

    /** @return one that leads to no other request */
    private String reserve(String id, String lifetime) {
        for (int i = 0; i < MOST_TRIES; i++) {
            String code = UserCode.of(random);
            if (execute("SET", userKey(code), id, "NX", "PX", lifetime) != null) {
                return code;
            }
        }
        throw new IllegalStateException("there is no user code left");
    }

    /** What the client is told of its code. */
    Uni<Polled> poll(String deviceCode, String clientId) {
        return POLL.run(redis, List.of(key(Secrets.sha256(deviceCode))), List.of(clientId))
                .map(answer -> switch (answer.get(0).toString()) {
                    case "pending" -> new Pending();
                    case "early" -> new Early(answer.get(1).toLong());
                    case "denied" -> new Denied();
                    case "expired" -> new Expired();
                    case "allowed" -> new Allowed(read(answer.get(1).toString(), CodeGrant.class));
                    default -> new Unknown();
                });
    }

    /** Whether the code, which is allowed, is the caller's to use: of all who ask at once, one's. */
    Uni<Boolean> spend(String deviceCode, String clientId) {
        return SPEND.run(redis, List.of(key(Secrets.sha256(deviceCode))), List.of(clientId))
                .map(answer -> answer.toLong() == 1);
    }

    /** By whoever has spent it, for nothing. */
    Uni<Void> giveBack(String deviceCode) {
        return GIVE_BACK
                .run(redis, List.of(key(Secrets.sha256(deviceCode))), List.of())
                .replaceWithVoid();
    }

    /** The request that nobody has decided yet. @param userCode as it is stored. Blocks. */
    Optional<Found> typed(String userCode) {
        Response id = execute("GET", userKey(userCode));
        return id == null ? Optional.empty() : find(id.toString()).filter(Found::pending);
    }

    /** Blocks. */
    Optional<Found> find(String id) {
        Response found = execute(FIND, key(id));
        return found == null
                ? Optional.empty()
                : Optional.of(new Found(
                        id,
                        read(found.get(0).toString(), DeviceRequest.class),
                        "pending".equals(found.get(1).toString())));
    }

    /**
     * Decides the request, once. False where it was decided otherwise, or is too old. Blocks.
     *
     * @param sid the session that decides
     * @param grant what is allowed; null where it is denied
     */
    boolean decide(String id, String sid, @Nullable CodeGrant grant) {
        String word = grant == null ? "denied" : "allowed";
        Response decided = execute(DECIDE, key(id), word, sid, grant == null ? "" : text(grant));
        return decided != null && decided.toLong() == 1;
    }

    private @Nullable Response execute(Script script, String key, String... arguments) {
        return script.run(redis, List.of(key), List.of(arguments)).await().indefinitely();
    }

    private @Nullable Response execute(String command, String... parameters) {
        return redis.execute(command, parameters).await().indefinitely();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a device's request cannot be written", e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a device's request cannot be read", e);
        }
    }

    private static String key(String id) {
        return "oauth:device:" + id;
    }

    private static String userKey(String userCode) {
        return "oauth:device:user:" + Secrets.sha256(userCode);
    }
}
