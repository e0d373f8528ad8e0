package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Poll;
import dev.gatehouse.launcher.process.ManagedProcess;
import dev.gatehouse.launcher.suite.ServiceProgram;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One start of one service, its peers away: it needs PostgreSQL and Redis alone to be ready.
 *
 * @param firstAnswer from its exec to the first answer of any kind on the port that it serves
 * @param ready from its exec to the first 200 of its readiness check
 */
record SingleStart(Duration firstAnswer, Duration ready) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static SingleStart of(ServiceProgram program) {
        try (var process = new ManagedProcess(program.recipe(), line -> {})) {
            long start = System.nanoTime();
            process.start();
            CompletableFuture<Duration> first =
                    until(process, start, program.address().resolve("/"), Poll.ANY);
            CompletableFuture<Duration> ready =
                    until(process, start, program.management().resolve("/q/health/ready"), 200);
            return new SingleStart(first.get(), ready.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        } catch (ExecutionException e) {
            throw new BenchFailure(program.name() + " does not start; its log is "
                    + program.recipe().log());
        }
    }

    private static CompletableFuture<Duration> until(ManagedProcess process, long start, URI address, int status) {
        var time = new CompletableFuture<Duration>();
        Thread.ofVirtual().start(() -> {
            if (new Poll(address).until(status, PATIENCE, () -> process.exits() > 0)) {
                time.complete(Duration.ofNanos(System.nanoTime() - start));
            } else {
                time.completeExceptionally(new IllegalStateException());
            }
        });
        return time;
    }
}
