package dev.gatehouse.identity.mail;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Work that no request waits for: what is answered, and when, tells nothing of what is done here. It still counts as done
 * in the request that asks for it, so that the audit trail knows where that came from.
 */
@Singleton
public class Errands {
    private static final Logger LOG = Logger.getLogger(Errands.class);
    /** Each needs a connection to PostgreSQL now and then; requests go first. */
    private static final int AT_ONCE = 2;

    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final Semaphore places;
    private final int room;

    Errands(Vertx vertx, MailConfig config) {
        this.vertx = vertx;
        threads = vertx.createSharedWorkerExecutor("errands", AT_ONCE);
        room = config.queue();
        places = new Semaphore(room);
    }

    /** Does {@code work} soon; false where too much waits. What it throws is logged, by its type alone. */
    public boolean run(Runnable work) {
        if (!places.tryAcquire()) {
            LOG.warn("an errand was dropped: too many wait");
            return false;
        }
        VertxContext.getOrCreateDuplicatedContext(vertx)
                .runOnContext(start -> threads.executeBlocking(
                        () -> {
                            attempt(work);
                            return true;
                        },
                        false));
        return true;
    }

    /** Whether none waits or is under way. */
    boolean idle() {
        return places.availablePermits() == room;
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("an errand failed: %s", e.getClass().getName());
        } finally {
            places.release();
        }
    }

    @PreDestroy
    void stop() {
        threads.close();
    }
}
