package dev.gatehouse.oauth.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codes in Redis: {@code oauth:code:{<sha256>}} until it is used, and {@code oauth:code:used:{<sha256>}:<client>} after that,
 * which tells a second use from an unknown code, and what the first gave. The braces keep both on one node of a cluster. A code
 * is one to the client that it was given to alone: to any other it is unknown, and stays as it is.
 */
@ApplicationScoped
public class CodeStore {
    private static final String PENDING = "pending";
    private static final String REPLAYED = "replayed";
    private static final String REVOKED = "revoked";
    /** Marks that name nothing to revoke. */
    private static final Set<String> NOTHING = Set.of(PENDING, REPLAYED, REVOKED);

    /**
     * Takes the code and leaves the mark in one step, so that no second use falls between, if it is the client's, whose id stands
     * in it as {@link CodeGrant} is written. What the first use gave stays
     * noted until it is revoked: if that fails now, the next use finds it again.
     */
    private static final Script TAKE = Script.of("""
            local code = redis.call('GET', KEYS[1])
            if code and cjson.decode(code).client_id == ARGV[2] then
                redis.call('DEL', KEYS[1])
                redis.call('SET', KEYS[2], 'pending', 'PX', ARGV[1])
                return code
            end
            local used = redis.call('GET', KEYS[2])
            if used then
                if used == 'pending' then
                    redis.call('SET', KEYS[2], 'replayed', 'KEEPTTL')
                end
                return '!' .. used
            end
            return false
            """);

    /** Notes what the code gave, and says whether it was used again meanwhile. */
    private static final Script SETTLE = Script.of("""
            local used = redis.call('GET', KEYS[1])
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return used
            """);

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;
    private final CodeConfig config;

    CodeStore(ReactiveRedisDataSource redis, ObjectMapper json, CodeConfig config) {
        this.redis = redis;
        values = redis.value(String.class);
        this.json = json;
        this.config = config;
    }

    /** A code, and who presents it. */
    public record Presented(String code, String clientId) {
        /** Keeps the code out of logs. */
        @Override
        public String toString() {
            return "Presented[a code, " + clientId + "]";
        }
    }

    /** What taking a code gave. */
    public sealed interface Taken permits Fresh, Reused, Unknown {}

    public record Fresh(CodeGrant grant) implements Taken {}

    /** @param gave what the first use gave, as {@link #settle} noted it; null where that is not known yet, or revoked */
    public record Reused(@Nullable String gave) implements Taken {}

    public record Unknown() implements Taken {}

    /** Has {@code code}, of 256 random bits, stand for {@code grant}, for one use in the configured time. */
    public Uni<Void> issue(String code, CodeGrant grant) {
        try {
            return values.set(key(code), json.writeValueAsString(grant), new SetArgs().px(config.lifetime()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a code cannot be written", e);
        }
    }

    /** What the code stands for, which nobody has used; empty where it is none of the client's. */
    public Uni<Optional<CodeGrant>> find(Presented shown) {
        return values.get(key(shown.code()))
                .map(found -> Optional.ofNullable(found)
                        .map(this::grant)
                        .filter(grant -> grant.clientId().equals(shown.clientId())));
    }

    /** Takes the code away; of all who present it as the client, one gets what it stands for. */
    public Uni<Taken> take(Presented shown) {
        return TAKE.run(
                        redis,
                        List.of(key(shown.code()), used(shown)),
                        List.of(Long.toString(config.usedLifetime().toMillis()), shown.clientId()))
                .map(this::read);
    }

    /** Notes what the code gave. True where it was used again meanwhile, so that it must be revoked. */
    public Uni<Boolean> settle(Presented shown, String gave) {
        return SETTLE.run(
                        redis,
                        List.of(used(shown)),
                        List.of(gave, Long.toString(config.usedLifetime().toMillis())))
                .map(before -> before != null && REPLAYED.equals(before.toString()));
    }

    /** Notes that what the code gave is revoked. */
    public Uni<Void> revoked(Presented shown) {
        return redis.execute("SET", used(shown), REVOKED, "XX", "KEEPTTL").replaceWithVoid();
    }

    private Taken read(@Nullable Response answer) {
        if (answer == null) {
            return new Unknown();
        }
        String text = answer.toString();
        if (text.startsWith("!")) {
            String gave = text.substring(1);
            return new Reused(NOTHING.contains(gave) ? null : gave);
        }
        return new Fresh(grant(text));
    }

    private CodeGrant grant(String text) {
        try {
            return json.readValue(text, CodeGrant.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored code cannot be read", e);
        }
    }

    private static String key(String code) {
        return "oauth:code:{" + Secrets.sha256(code) + "}";
    }

    private static String used(Presented shown) {
        return "oauth:code:used:{" + Secrets.sha256(shown.code()) + "}:" + shown.clientId();
    }
}
