package dev.gatehouse.session.bymail;

import dev.gatehouse.common.navigation.ReturnTo;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Where a browser that waits for a mail wants to go after; in Redis at {@code session:email:<browser>}. Blocks. */
@ApplicationScoped
class ReturnPathStore {
    private final ReactiveValueCommands<String, String> values;

    ReturnPathStore(ReactiveRedisDataSource redis) {
        values = redis.value(String.class);
    }

    void keep(String browser, String returnTo, Duration lifetime) {
        values.set(key(browser), returnTo, new SetArgs().px(lifetime)).await().indefinitely();
    }

    String take(String browser) {
        return ReturnTo.safe(values.getdel(key(browser)).await().indefinitely());
    }

    private static String key(String browser) {
        return "session:email:" + browser;
    }
}
