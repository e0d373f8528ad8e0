package dev.gatehouse.session.bymail;

import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.navigation.ReturnTo;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a browser that waits for a mail wants; in Redis at {@code session:email:<browser>}. Blocks. */
@ApplicationScoped
class WishStore {
    private static final Wish NONE = new Wish(ReturnTo.FALLBACK, null);
    private final ReactiveValueCommands<String, String> values;
    private final ReturnOrigins returns;

    WishStore(ReactiveRedisDataSource redis, ReturnOrigins returns) {
        values = redis.value(String.class);
        this.returns = returns;
    }

    /** Takes no room where there is nothing that would not hold without. */
    void keep(String browser, Wish wish, Duration lifetime) {
        if (!wish.equals(NONE)) {
            values.set(key(browser), wish.written(), new SetArgs().px(lifetime))
                    .await()
                    .indefinitely();
        }
    }

    Wish find(String browser) {
        return wish(values.get(key(browser)).await().indefinitely());
    }

    /** Once. */
    Wish take(String browser) {
        return wish(values.getdel(key(browser)).await().indefinitely());
    }

    private Wish wish(@Nullable String text) {
        Wish wish = text == null ? NONE : Wish.read(text);
        return new Wish(returns.safe(wish.returnTo()), wish.remember());
    }

    private static String key(String browser) {
        return "session:email:" + browser;
    }
}
