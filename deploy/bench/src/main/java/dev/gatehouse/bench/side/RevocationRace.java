package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.TokenPeer.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How soon a revocation at one replica is known elsewhere: several at once make tokens, have one revoked after the other, and
 * wait until each is known to be. The time counts from the call that revokes.
 */
record RevocationRace(TokenPeer peer, Callable<Witness> called, int callers) implements Work {
    /** Who knows of a revocation some time after it. Used by many threads. */
    interface Witness extends AutoCloseable {
        /** Before it is revoked. */
        void expect(Token token);

        /** Waits until it is known. @throws BenchFailure where it is not in good time */
        void await(Token token);

        @Override
        void close();
    }

    /** Longer than anybody should wait. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Round drive(Duration time) {
        long start = System.nanoTime();
        Histogram all = Round.histogram();
        String failure = null;
        try (Witness witness = called.call();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> revoke(witness, start + time.toNanos())));
            }
            for (Future<Histogram> one : running) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            failure = described(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        } catch (Exception e) {
            failure = described(e);
        }
        return new Round(all.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), all, failure);
    }

    private Histogram revoke(Witness witness, long end) {
        Histogram latencies = Round.histogram();
        while (System.nanoTime() < end) {
            Token token = peer.mint("notes:read");
            witness.expect(token);
            long before = System.nanoTime();
            peer.revoke(token.id());
            witness.await(token);
            Round.record(latencies, System.nanoTime() - before);
        }
        return latencies;
    }

    private static String described(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }
}
