package dev.gatehouse.bench.floor;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.result.Figures;
import dev.gatehouse.bench.side.HashCost;
import dev.gatehouse.bench.side.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Checks of a password alone, on as many threads as there are processors: the floor of a sign-in. */
public record HashFloor(HashCost cost) implements Contestant {
    private static final String PASSWORD = "bench password of no one";

    @Override
    public String name() {
        return Figures.HASH;
    }

    @Override
    public boolean takesPart(Row row) {
        return row == Row.SIGN_IN;
    }

    @Override
    public Round run(Row row, Duration time) {
        int threads = Runtime.getRuntime().availableProcessors();
        Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, 16, 32);
        String hash = argon2.hash(cost.iterations(), cost.memory(), cost.parallelism(), bytes());
        try (var pool = Executors.newFixedThreadPool(threads)) {
            long start = System.nanoTime();
            List<Callable<Histogram>> tasks = IntStream.range(0, threads)
                    .<Callable<Histogram>>mapToObj(i -> () -> checks(argon2, hash, start + time.toNanos()))
                    .toList();
            Histogram all = Round.histogram();
            for (var done : pool.invokeAll(tasks)) {
                all.add(done.get());
            }
            return new Round(all.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), all, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Histogram checks(Argon2 argon2, String hash, long end) {
        Histogram latencies = Round.histogram();
        long now = System.nanoTime();
        while (now < end) {
            if (!argon2.verify(hash, bytes())) {
                throw new IllegalStateException("a right password is not recognised");
            }
            long after = System.nanoTime();
            Round.record(latencies, after - now);
            now = after;
        }
        return latencies;
    }

    private static byte[] bytes() {
        return PASSWORD.getBytes(StandardCharsets.UTF_8);
    }
}
