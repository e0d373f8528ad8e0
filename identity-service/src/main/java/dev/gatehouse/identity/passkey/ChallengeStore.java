package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Challenges that wait for their answer, in Redis at {@code identity:passkey-challenge:<holder>:<challenge>}. They are
 * no secrets: what counts is that each was made here, for that holder, and is taken once. Blocks.
 */
@ApplicationScoped
class ChallengeStore {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private final ValueCommands<String, String> values;
    private final PasskeyConfig config;

    ChallengeStore(RedisDataSource redis, PasskeyConfig config) {
        values = redis.value(String.class);
        this.config = config;
    }

    /** Who may answer. */
    record Holder(String name) {
        /** A user who registers a passkey. */
        static Holder user(UUID id) {
            return new Holder("user:" + id);
        }

        /** The browser that somebody signs in with. @param secret known to it alone */
        static Holder browser(String secret) {
            return new Holder("browser:" + Secrets.sha256(secret));
        }
    }

    /** A new challenge: 256 random bits, base64url. */
    String issue(Holder holder) {
        String challenge = Secrets.random();
        values.set(key(holder, challenge), "", new SetArgs().px(config.challengeLifetime()));
        return challenge;
    }

    /** Uses the challenge up; false where it was not issued to the holder, or is used or over. */
    boolean take(Holder holder, String challenge) {
        return CHALLENGE.matcher(challenge).matches() && values.getdel(key(holder, challenge)) != null;
    }

    private static String key(Holder holder, String challenge) {
        return "identity:passkey-challenge:" + holder.name() + ":" + challenge;
    }
}
