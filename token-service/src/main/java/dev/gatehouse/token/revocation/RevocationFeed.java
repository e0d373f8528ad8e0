package dev.gatehouse.token.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** The revocations in force, then each new one. */
@Singleton
class RevocationFeed {
    /** A listener that is further behind is let go; it opens the stream anew and is told all in force. */
    private static final int LONGEST_QUEUE = 10_000;

    private final ReactiveRedisDataSource redis;
    private final RevocationStore store;
    private final ObjectMapper json;
    private final ExecutorService threads;
    private final Semaphore places;

    RevocationFeed(
            ReactiveRedisDataSource redis,
            RevocationStore store,
            ObjectMapper json,
            RevocationConfig config,
            @VirtualThreads ExecutorService threads) {
        this.redis = redis;
        this.store = store;
        this.json = json;
        this.threads = threads;
        places = new Semaphore(config.streams());
    }

    /**
     * Opens a stream; empty where too many are open. One that ends, because Redis went away, is to be opened anew: it
     * then begins with all in force again.
     */
    Uni<Optional<Multi<Revocation>>> open() {
        if (!places.tryAcquire()) {
            return Uni.createFrom().item(Optional.empty());
        }
        UnicastProcessor<Revocation> news = UnicastProcessor.create(new ArrayBlockingQueue<>(LONGEST_QUEUE), null);
        // Listening begins before the reading, so that none falls between; one may come twice.
        return redis.pubsub(String.class)
                .subscribe(
                        RevocationIndex.CHANNEL,
                        text -> news.onNext(read(text)),
                        news::onComplete,
                        failure -> news.onComplete())
                .chain(subscriber -> Uni.createFrom()
                        .item(store::inForce)
                        .runSubscriptionOn(threads)
                        .map(inForce -> Optional.of(Multi.createBy()
                                .concatenating()
                                .streams(Multi.createFrom().iterable(inForce), news)
                                .onTermination()
                                .call(() -> subscriber.unsubscribe())
                                .onTermination()
                                .invoke(places::release)))
                        .onFailure()
                        .call(() -> subscriber.unsubscribe()))
                .onFailure()
                .invoke(() -> places.release());
    }

    private Revocation read(String text) {
        try {
            return json.readValue(text, Revocation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was told of a revocation is not the JSON it should be", e);
        }
    }
}
