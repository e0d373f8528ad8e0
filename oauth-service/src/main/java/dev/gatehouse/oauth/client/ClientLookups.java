package dev.gatehouse.oauth.client;

import dev.gatehouse.common.problem.PeerAway;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks PostgreSQL for clients, by one query at a time for however many are asked for: anyone can name clients that do not
 * exist, and none of that takes more than one connection.
 */
@Singleton
class ClientLookups {
    static final int MOST_WAITING = 5_000;
    private static final int AT_ONCE = 256;
    private final ClientStore store;
    private final ExecutorService threads;
    private final SelfDescribed documents;
    private final Queue<Lookup> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();

    ClientLookups(ClientStore store, @VirtualThreads ExecutorService threads, SelfDescribed documents) {
        this.documents = documents;
        this.store = store;
        this.threads = threads;
    }

    private record Lookup(String clientId, CompletableFuture<Optional<RegisteredClient>> answer) {}

    /** Fails with {@link PeerAway} where too many wait already. Never blocks. */
    CompletableFuture<Optional<RegisteredClient>> find(String clientId) {
        CompletableFuture<Optional<RegisteredClient>> kept = kept(clientId);
        return ClientIds.document(clientId)
                ? documents
                        .current(clientId, Uni.createFrom().completionStage(kept))
                        .subscribeAsCompletionStage()
                : kept;
    }

    private CompletableFuture<Optional<RegisteredClient>> kept(String clientId) {
        if (length.incrementAndGet() > MOST_WAITING) {
            length.decrementAndGet();
            return CompletableFuture.failedFuture(new PeerAway("too many clients are being looked up"));
        }
        var lookup = new Lookup(clientId, new CompletableFuture<>());
        waiting.add(lookup);
        start();
        return lookup.answer();
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            threads.execute(this::work);
        }
    }

    private void work() {
        try {
            for (List<Lookup> next = next(); !next.isEmpty(); next = next()) {
                answer(next);
            }
        } finally {
            running.set(false);
        }
        // One that came after the last look was not started.
        if (!waiting.isEmpty()) {
            start();
        }
    }

    private List<Lookup> next() {
        var next = new ArrayList<Lookup>();
        while (next.size() < AT_ONCE) {
            Lookup lookup = waiting.poll();
            if (lookup == null) {
                break;
            }
            length.decrementAndGet();
            next.add(lookup);
        }
        return next;
    }

    private void answer(List<Lookup> lookups) {
        try {
            Map<String, RegisteredClient> found = store.clients(
                    lookups.stream().map(Lookup::clientId).distinct().toList());
            lookups.forEach(lookup ->
                    lookup.answer().completeAsync(() -> Optional.ofNullable(found.get(lookup.clientId())), threads));
        } catch (RuntimeException e) {
            lookups.forEach(lookup -> lookup.answer().completeExceptionally(e));
        }
    }
}
