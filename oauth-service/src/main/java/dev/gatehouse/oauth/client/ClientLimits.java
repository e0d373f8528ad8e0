package dev.gatehouse.oauth.client;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.limit.Shares;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How often clients may do something in a minute; those who can be one without a secret share it. Blocks. */
@Singleton
public class ClientLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Limiter limiter;
    private final Shares shares;

    ClientLimits(Limiter limiter, Shares shares) {
        this.limiter = limiter;
        this.shares = shares;
    }

    /**
     * @param ofClient most that a client may do in a minute
     * @param ofStranger most of it from one network, of a client that anybody can be
     */
    public record Most(int ofClient, int ofStranger) {}

    /**
     * Counts one more; fails where Redis is away.
     *
     * @param what is done, a word
     * @return seconds to wait where that was one too many, else 0
     */
    public int take(String what, RegisteredClient client, Most most) {
        String id = client.clientId();
        return client.confidential()
                ? limiter.take(what, id, most.ofClient(), MINUTE)
                : shares.take(
                        what,
                        id,
                        new Shares.Bounds(Math.min(most.ofStranger(), most.ofClient()), most.ofClient(), MINUTE));
    }
}
