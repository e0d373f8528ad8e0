package dev.gatehouse.token.revocation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Brings the index up to the record. Any number of replicas may do so at once. Blocks. */
@Singleton
class CatchingUp {
    private static final Logger LOG = Logger.getLogger(CatchingUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RevocationStore store;
    private final RevocationIndex index;

    CatchingUp(RevocationStore store, RevocationIndex index) {
        this.store = store;
        this.index = index;
    }

    /**
     * @return the position that the index has reached
     * @throws IllegalStateException where it does not get there in time
     */
    long run() {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            OptionalLong head = index.head().await().atMost(RevocationIndex.PATIENCE);
            OptionalLong reached = head.isPresent() ? advance(head.getAsLong()) : fill();
            if (reached.isPresent()) {
                return reached.getAsLong();
            }
            pause();
        }
        throw new IllegalStateException("the index of revocations does not become complete");
    }

    /** The index may have been put in already, by the replica whose revocation is the last: then there is nothing to do. */
    private OptionalLong advance(long from) {
        long head = store.head();
        if (head < from) {
            broughtBack(from);
            return OptionalLong.empty();
        }
        long reached = from;
        while (reached < head) {
            List<Revocation> page = store.page(reached, head, RevocationIndex.BATCH);
            long next =
                    page.size() < RevocationIndex.BATCH ? head : page.getLast().seq();
            if (!index.advance(reached, next, page).await().atMost(RevocationIndex.PATIENCE)) {
                return OptionalLong.empty();
            }
            reached = next;
        }
        return OptionalLong.of(head);
    }

    /**
     * The database was brought back from earlier: the positions after that which it has would mean something else now, so the
     * log goes on behind them.
     *
     * @param lost the last that was known
     */
    void broughtBack(long lost) {
        LOG.warnf("the log of revocations ends before %d, where it was: it was brought back", lost);
        // First: whoever sees the log go on from there must not find Redis complete.
        index.forget().await().atMost(RevocationIndex.PATIENCE);
        store.skip(lost);
    }

    private OptionalLong fill() {
        Optional<String> name = index.begin().await().atMost(RevocationIndex.PATIENCE);
        if (name.isEmpty()) {
            return OptionalLong.empty();
        }
        long head = store.head();
        boolean complete =
                fill(name.get(), head) && index.finish(name.get(), head).await().atMost(RevocationIndex.PATIENCE);
        LOG.infof("Redis was told of all revocations again%s", complete ? "" : ", and lost them");
        return complete ? OptionalLong.of(head) : OptionalLong.empty();
    }

    /** However many there are, only a page of them is in memory, and Redis has to answer for each in time. */
    private boolean fill(String name, long head) {
        long after = 0;
        List<Revocation> page;
        do {
            page = store.page(after, head, RevocationIndex.BATCH);
            if (!page.isEmpty()) {
                if (!index.fill(name, page).await().atMost(RevocationIndex.PATIENCE)) {
                    return false;
                }
                after = page.getLast().seq();
            }
        } while (page.size() == RevocationIndex.BATCH);
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the index of revocations was not complete", e);
        }
    }
}
