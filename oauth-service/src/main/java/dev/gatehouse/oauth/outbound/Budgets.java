package dev.gatehouse.oauth.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How much goes out at once: of each purpose by itself, and of that little to one host. So whatever strangers have fetched, it
 * takes nothing from what administrators registered, and no kind anything from another.
 */
final class Budgets {
    static final int OF_A_HOST = 4;
    /** Of all purposes together. */
    static final int ALL_OF_A_HOST = OF_A_HOST * Kind.values().length * Reach.values().length;

    private final Map<Purpose, Semaphore> all = new ConcurrentHashMap<>();
    /** Each for as long as somebody holds of it: strangers, who can name any number of hosts, push out none in use. */
    private final LoadingCache<Destination, Semaphore> hosts =
            Caffeine.newBuilder().weakValues().build(host -> new Semaphore(OF_A_HOST));

    /** @param reach of whoever named the address */
    record Purpose(Kind kind, Reach reach) {}

    private record Destination(Purpose purpose, String host) {}

    Semaphore of(Purpose purpose) {
        return all.computeIfAbsent(purpose, p -> new Semaphore(p.kind().atOnce()));
    }

    Semaphore ofHost(Purpose purpose, String host) {
        return hosts.get(new Destination(purpose, host.toLowerCase(Locale.ROOT)));
    }
}
