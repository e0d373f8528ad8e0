package dev.gatehouse.identity.mail;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Tells when all that was to be mailed has arrived, so that what has not come by then is not coming. */
@Singleton
public class Postmen {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private final Errands errands;
    private final Outbox outbox;

    Postmen(Errands errands, Outbox outbox) {
        this.errands = errands;
        this.outbox = outbox;
    }

    /** Waits until nothing is under way of what was asked for before. */
    public void areDone() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        // In this order: an errand posts its letters before it is done.
        while (!errands.idle() || !outbox.idle()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("mails are still under way");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
