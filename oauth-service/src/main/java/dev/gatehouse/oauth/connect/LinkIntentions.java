package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What browsers that went to a provider want to link, in Redis at {@code oauth:link:<sha256>}. The id is in a cookie and in
 * the address that starts it, so that neither another site nor a link that was forgotten on the way sets it off. Blocks.
 */
@ApplicationScoped
class LinkIntentions {
    /** One a browser: whoever wants to link twice at a time links the latter. */
    static final String COOKIE = "__Host-gatehouse-link";

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LONGEST = 64;
    private final ReactiveValueCommands<String, LinkIntention> values;

    LinkIntentions(ReactiveRedisDataSource redis) {
        values = redis.value(LinkIntention.class);
    }

    /** Keeps it under a new id. */
    String keep(LinkIntention intention) {
        String id = Secrets.random();
        values.set(key(id), intention, new SetArgs().px(KEPT)).await().indefinitely();
        return id;
    }

    /** Whether the browser goes to the provider with an intention that is still kept. */
    boolean starts(String provider, String asked, @Nullable String cookie) {
        return plausible(cookie)
                && Secrets.equal(asked, String.valueOf(cookie))
                && Optional.ofNullable(values.get(key(asked)).await().indefinitely())
                        .filter(intention -> intention.provider().equals(provider))
                        .isPresent();
    }

    /** Once: of two answers at the same time, one gets it. */
    Optional<LinkIntention> take(String provider, @Nullable String id) {
        return plausible(id)
                ? Optional.ofNullable(
                                values.getdel(key(String.valueOf(id))).await().indefinitely())
                        .filter(intention -> intention.provider().equals(provider))
                : Optional.empty();
    }

    /** The Set-Cookie header by which the browser finds it again. */
    static String cookie(String id) {
        return cookie(id, KEPT.toSeconds());
    }

    static String cleared() {
        return cookie("", 0);
    }

    private static boolean plausible(@Nullable String id) {
        return id != null && !id.isEmpty() && id.length() <= LONGEST;
    }

    private static String cookie(String value, long maxAge) {
        return COOKIE + "=" + value + "; Path=/; Max-Age=" + maxAge + "; Secure; HttpOnly; SameSite=Lax";
    }

    private static String key(String id) {
        return "oauth:link:" + Secrets.sha256(id);
    }
}
