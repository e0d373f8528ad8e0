package dev.gatehouse.oauth.device;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.requester.Network;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * How many codes may be typed in ten minutes, right ones too, for an attempt counts before the code is looked at (RFC 8628,
 * section 5.1): by one user, whichever browsers they use, from one address, and by all together. Blocks.
 */
@Singleton
class Guesses {
    static final int MOST_OF_USER = 10;
    static final int MOST_OF_ADDRESS = 100;
    static final int MOST = 2000;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private final Limiter limiter;

    Guesses(Limiter limiter) {
        this.limiter = limiter;
    }

    /** Counts one more. @return seconds to wait where that was one too many, else 0 */
    int count(UUID user) {
        // In this order, so that whoever has to wait takes nothing from the others.
        int seconds = take("user " + user, MOST_OF_USER);
        if (seconds == 0) {
            seconds = take("address " + Network.ofRequester(), MOST_OF_ADDRESS);
        }
        return seconds == 0 ? take("all", MOST) : seconds;
    }

    private int take(String who, int most) {
        return limiter.take("device-guess", who, most, PERIOD);
    }
}
