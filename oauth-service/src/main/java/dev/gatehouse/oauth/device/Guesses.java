package dev.gatehouse.oauth.device;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.limit.Shares;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * How many codes may be typed in ten minutes, right ones too, for an attempt counts before the code is looked at (RFC 8628,
 * section 5.1): by one user, whichever browsers they use, from one network, and by all together, though each network has a few
 * of its own: whoever has many accounts does not keep all others out. Blocks.
 */
@Singleton
class Guesses {
    static final int MOST_OF_USER = 10;
    static final int MOST_OF_ADDRESS = 100;
    static final int MOST = 2000;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Shares.Bounds OF_NETWORKS = new Shares.Bounds(MOST_OF_ADDRESS, MOST, PERIOD);
    private final Limiter limiter;
    private final Shares shares;

    Guesses(Limiter limiter, Shares shares) {
        this.limiter = limiter;
        this.shares = shares;
    }

    /** Counts one more. @return seconds to wait where that was one too many, else 0 */
    int count(UUID user) {
        // In this order, so that whoever has to wait takes nothing from the others.
        int seconds = limiter.take("device-guess", "user " + user, MOST_OF_USER, PERIOD);
        return seconds == 0 ? shares.take("device-guess", "all", OF_NETWORKS) : seconds;
    }
}
