package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Challenges for users who register a passkey, in Redis at {@code identity:passkey-challenge:user:<id>:<challenge>}. They are
 * no secrets: what counts is that each was made here, for that user, and is taken once. Blocks.
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

    /** A new challenge: 256 random bits, base64url. */
    String issue(UUID user) {
        String challenge = Secrets.random();
        values.set(key(user, challenge), "", new SetArgs().px(config.challengeLifetime()));
        return challenge;
    }

    /** Uses the challenge up; false where it was not issued to the user, or is used or over. */
    boolean take(UUID user, String challenge) {
        return CHALLENGE.matcher(challenge).matches() && values.getdel(key(user, challenge)) != null;
    }

    private static String key(UUID user, String challenge) {
        return "identity:passkey-challenge:user:" + user + ":" + challenge;
    }
}
