package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a browser that went to a provider wants to go after; in Redis at {@code oauth:connect:<sha256>}. Blocks. */
@ApplicationScoped
class ReturnPaths {
    static final String COOKIE = "gatehouse_connect";
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LONGEST = 64;
    private final ReactiveValueCommands<String, String> values;

    ReturnPaths(ReactiveRedisDataSource redis) {
        values = redis.value(String.class);
    }

    /** Keeps {@code returnTo}, and gives the Set-Cookie header by which the browser finds it again. */
    String keep(String provider, String returnTo) {
        String id = Secrets.random();
        values.set(key(id), returnTo, new SetArgs().px(KEPT)).await().indefinitely();
        return cookie(provider, id, KEPT.toSeconds());
    }

    String take(@Nullable String id) {
        return id == null || id.length() > LONGEST
                ? ReturnTo.FALLBACK
                : ReturnTo.safe(values.getdel(key(id)).await().indefinitely());
    }

    static String cleared(String provider) {
        return cookie(provider, "", 0);
    }

    private static String cookie(String provider, String value, long maxAge) {
        return COOKIE + "=" + value + "; Path=/connect/" + provider + "; Max-Age=" + maxAge
                + "; Secure; HttpOnly; SameSite=Lax";
    }

    private static String key(String id) {
        return "oauth:connect:" + Secrets.sha256(id);
    }
}
