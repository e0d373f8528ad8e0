package dev.gatehouse.common.limit;

import dev.gatehouse.common.requester.Network;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts what anybody can ask for in one name, such as that of a client without a secret, so that few who ask for much do not
 * keep out the others. Blocks.
 */
@Singleton
public class Shares {
    /** What each network has in a period whatever others take; of IPv6 that is one site, which has many. */
    public static final int OWN = 3;
    /** So many times what there is in all: where that is taken, it is by more networks than anybody has. */
    public static final int CEILING = 20;

    private final Limiter limiter;

    Shares(Limiter limiter) {
        this.limiter = limiter;
    }

    /**
     * @param ofNetwork most that one network may do in {@code period}
     * @param ofAll most that all may do together, beside what each has of its own
     */
    public record Bounds(int ofNetwork, int ofAll, Duration period) {}

    /**
     * Counts one more, of whoever sends the request at hand; fails where Redis is away.
     *
     * @param what is done, a word
     * @param name it is done in
     * @return seconds to wait where that was one too many, else 0
     */
    public int take(String what, String name, Bounds bounds) {
        // In this order, so that whoever has to wait takes nothing from the others.
        int seconds = limiter.take(
                what + "-network", Network.ofRequester() + " " + name, bounds.ofNetwork(), bounds.period());
        if (seconds > 0) {
            return seconds;
        }
        return limiter.take(what + "-own", Network.siteOfRequester() + " " + name, OWN, bounds.period()) == 0
                ? limiter.take(what + "-ceiling", name, CEILING * bounds.ofAll(), bounds.period())
                : limiter.take(what, name, bounds.ofAll(), bounds.period());
    }
}
