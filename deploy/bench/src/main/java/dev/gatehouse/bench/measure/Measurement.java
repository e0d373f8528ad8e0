package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.result.Start;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.bench.side.Work;
import dev.gatehouse.launcher.suite.Form;
import dev.gatehouse.launcher.suite.ServiceProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures the four services of one form: their starts one by one, their memory while all four run. */
public record Measurement(Form form, GatehouseSide side, Consumer<String> progress) {
    private static final int STARTS = 5;
    private static final long REQUESTS = 10_000;
    /** More turns than these are none that a service of any use needs. */
    private static final int TURNS = 600;

    private static final int IDLE_SECONDS = 5;

    /** @throws BenchFailure where a service does not do what it should */
    public List<Measured> run() {
        progress.accept(side.name() + ": first start and data");
        side.processes().start();
        side.load();
        side.processes().stop();
        Map<String, List<SingleStart>> starts = new HashMap<>();
        for (ServiceProgram program : side.programs()) {
            progress.accept(side.name() + ": starts of " + program.name());
            starts.put(
                    program.name(),
                    IntStream.range(0, STARTS)
                            .mapToObj(i -> SingleStart.of(program))
                            .toList());
        }
        progress.accept(side.name() + ": all four");
        side.processes().start();
        pause();
        Map<String, Double> idle = new HashMap<>();
        side.programs().forEach(program -> idle.put(program.name(), megabytes(program)));
        var measured = new ArrayList<Measured>();
        for (ServiceProgram program : side.programs()) {
            progress.accept(side.name() + ": 10,000 requests to " + program.name());
            load(program);
        }
        for (ServiceProgram program : side.programs()) {
            List<SingleStart> its = starts.getOrDefault(program.name(), List.of());
            measured.add(new Measured(
                    program.name(),
                    form,
                    median(its.stream().map(SingleStart::firstAnswer).toList()),
                    median(its.stream().map(SingleStart::ready).toList()),
                    idle.getOrDefault(program.name(), 0.0),
                    megabytes(program),
                    OnDisk.megabytes(form, program.program()),
                    OnDisk.buildSeconds(form, program.name(), program.program())));
        }
        side.processes().stop();
        return measured;
    }

    private void load(ServiceProgram program) {
        Work work = side.typical(program);
        long done = 0;
        for (int turn = 0; turn < TURNS && done < REQUESTS; turn++) {
            Round round = work.drive(Duration.ofMillis(500));
            if (round.failure() != null) {
                throw new BenchFailure(program.name() + " fails: " + round.failure());
            }
            done += round.requests();
        }
    }

    private double megabytes(ServiceProgram program) {
        return side.processes().usage(program.recipe()).resident() * 1024 / 1e6;
    }

    private static double median(List<Duration> times) {
        return new Start("", times).median();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
