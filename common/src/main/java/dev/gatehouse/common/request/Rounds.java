package dev.gatehouse.common.request;

import dev.gatehouse.common.problem.Outage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Work that is come back to again and again, which no request waits for. */
public final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private final String waiting;
    private final Duration every;
    private final Vertx vertx;
    private final Executor threads;
    private volatile boolean stopped;

    /**
     * @param waiting what the log says of the work where a round fails, such as {@code sessions wait to be looked at}
     * @param every how long after a round the next one begins
     * @param threads that may be blocked
     */
    public Rounds(String waiting, Duration every, Vertx vertx, Executor threads) {
        this.waiting = waiting;
        this.every = every;
        this.vertx = vertx;
        this.threads = threads;
    }

    /** The first round begins after the time between two. Timed anew each time, so that a slow one is followed by no two at once. */
    public void begin(Runnable round) {
        vertx.setTimer(every.toMillis(), ignored -> {
            if (!stopped) {
                OwnContext.run(vertx, threads, () -> run(round));
            }
        });
    }

    /** No round begins any more. */
    public void stop() {
        stopped = true;
    }

    /** Whether a round that is under way should come to its end. */
    public boolean stopped() {
        return stopped;
    }

    private void run(Runnable round) {
        if (stopped) {
            return;
        }
        try {
            round.run();
        } catch (RuntimeException e) {
            if (Outage.caused(e)) {
                LOG.infof("%s: %s", waiting, e.getMessage());
            } else {
                LOG.error(waiting, e);
            }
        } finally {
            begin(round);
        }
    }
}
