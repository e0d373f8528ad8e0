package dev.gatehouse.token.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The revocations in force, then each new one: in their order, none left out, none twice. */
@Singleton
class RevocationFeed {
    /** A listener that is further behind is let go; it opens the stream anew where it was. */
    private static final int LONGEST_QUEUE = 1_000;

    private final RevocationTail tail;
    private final RevocationStore store;
    private final ObjectMapper json;
    private final ExecutorService threads;
    private final Semaphore places;

    RevocationFeed(
            RevocationTail tail,
            RevocationStore store,
            ObjectMapper json,
            RevocationConfig config,
            @VirtualThreads ExecutorService threads) {
        this.tail = tail;
        this.store = store;
        this.json = json;
        this.threads = threads;
        places = new Semaphore(config.streams());
    }

    /** What listeners are told. */
    sealed interface Told {}

    /** @param json the revocation as listeners read it */
    record Revoked(long seq, String json) implements Told {}

    /** All up to that position has been told: from here on, a listener knows what is revoked. */
    record Reached(long seq) implements Told {}

    /**
     * Opens a stream; empty where too many are open. It ends where the log cannot be read any more.
     *
     * @param after the position of the last one that the listener knows, 0 where it knows none
     */
    Uni<Optional<Multi<Told>>> open(long after) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().item(Optional.empty());
        }
        UnicastProcessor<Revocation> news = UnicastProcessor.create(new ArrayBlockingQueue<>(LONGEST_QUEUE), null);
        var listener = new RevocationTail.Listener() {
            @Override
            public void told(Revocation revocation) {
                news.onNext(revocation);
            }

            @Override
            public void lost() {
                news.onComplete();
            }
        };
        var left = new AtomicBoolean();
        Runnable leave = () -> {
            if (left.compareAndSet(false, true)) {
                tail.remove(listener);
                places.release();
            }
        };
        // Listening begins before the reading, so that none falls between.
        tail.add(listener);
        return Uni.createFrom()
                .item(() -> since(after))
                .runSubscriptionOn(threads)
                .map(past -> Optional.of(Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().iterable(past.revocations()).map(this::told),
                                Multi.createFrom().<Told>item(new Reached(past.head())),
                                news.filter(revocation -> revocation.seq() > past.head())
                                        .map(this::told))
                        .onTermination()
                        .invoke(leave)))
                .onFailure()
                .invoke(leave)
                .onCancellation()
                .invoke(leave);
    }

    /** Who knows a position that there is not yet, or of before some were lost, knows another log: they are told everything. */
    private RevocationStore.Since since(long after) {
        RevocationStore.Since since = store.since(after);
        return after > since.head() || tail.lostSince(after) ? store.since(0) : since;
    }

    private Told told(Revocation revocation) {
        try {
            return new Revoked(revocation.seq(), json.writeValueAsString(revocation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a revocation cannot be written as JSON", e);
        }
    }
}
