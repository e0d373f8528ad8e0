package dev.gatehouse.bench;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.bench.floor.Contestant;
import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.result.Figure;
import dev.gatehouse.bench.result.Numbers;
import dev.gatehouse.bench.result.Sample;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.bench.side.Side;
import dev.gatehouse.bench.side.Work;
import dev.gatehouse.bench.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Drives row after row: each side is warmed up until it gets no faster and its compilers rest, then they take turns. Warm-ups keep no schedule. */
record Rows(
        CommandLine command,
        BackingServices servers,
        List<Side> sides,
        List<Contestant> floors,
        Consumer<String> progress) {
    /** A program that has not become as much faster is warm: what is left are chance and other programs. */
    private static final double FASTER = 1.03;

    /** One side's turn at the row. */
    private interface Turn {
        /** Empty where the side has no such work. */
        Optional<Sample> take(Row row, Duration time, OptionalInt rate);
    }

    List<Figure> run() {
        Map<String, Turn> turns = new LinkedHashMap<>();
        floors.forEach(floor -> turns.put(floor.name(), (row, time, rate) -> take(floor, row, time)));
        sides.forEach(side -> turns.put(side.name(), (row, time, rate) -> take(side, row, time, rate)));
        return command.rows().stream().flatMap(row -> run(row, turns).stream()).toList();
    }

    private List<Figure> run(Row row, Map<String, Turn> turns) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        turns.forEach((name, turn) -> warmUp(row, turn).ifPresent(warm -> {
            var counted = new ArrayList<Sample>();
            if (warm.round().failure() != null) {
                counted.add(warm);
            }
            samples.put(name, counted);
        }));
        for (int round = 0; round < command.rounds(); round++) {
            samples.forEach((name, counted) -> {
                // After a failure the rest would only take time.
                if (counted.isEmpty() || counted.getLast().round().failure() == null) {
                    Turn turn = turns.get(name);
                    if (turn != null) {
                        turn.take(row, command.round(), command.rate(row)).ifPresent(counted::add);
                    }
                }
            });
        }
        List<Figure> figures = samples.entrySet().stream()
                .map(side -> new Figure(row, side.getKey(), side.getValue()))
                .toList();
        figures.forEach(figure -> progress.accept(row.title() + ", " + figure.side() + ": "
                + figure.failure()
                        .map(failure -> "FAILED, " + failure)
                        .orElseGet(() -> Numbers.shown(figure.rate()) + "/s")));
        return figures;
    }

    /** The last turn of the warm-up. */
    private Optional<Sample> warmUp(Row row, Turn turn) {
        Optional<Sample> last = turn.take(row, command.warmUp(), OptionalInt.empty());
        double before = 0;
        for (int turns = 1; turns < command.longestWarmUp(row) && last.isPresent(); turns++) {
            Round round = last.get().round();
            boolean warm = turns >= row.warmUps()
                    && round.rate() < FASTER * before
                    && last.get().compiled();
            if (round.failure() != null || warm) {
                break;
            }
            before = Math.max(before, round.rate());
            last = turn.take(row, command.warmUp(), OptionalInt.empty());
        }
        return last;
    }

    private Optional<Sample> take(Contestant floor, Row row, Duration time) {
        if (!floor.takesPart(row)) {
            return Optional.empty();
        }
        Usage machine = Usage.ofMachine();
        Usage before = tool();
        Round round = floor.run(row, time);
        Duration used = tool().since(before);
        return Optional.of(new Sample(
                round,
                used,
                Duration.ZERO,
                Duration.ZERO,
                Usage.ofMachine().since(machine).minus(used),
                Duration.ZERO,
                0));
    }

    private Optional<Sample> take(Side side, Row row, Duration time, OptionalInt rate) {
        Optional<Work> work;
        try {
            work = side.work(row);
        } catch (BenchFailure e) {
            var nothing = new Round(0, Duration.ofNanos(1), Round.histogram(), e.getMessage());
            return Optional.of(
                    new Sample(nothing, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0));
        }
        return work.map(ready -> {
            Usage machine = Usage.ofMachine();
            Usage own = side.processes().usage();
            Usage stores = stores();
            Usage tool = tool();
            Duration compilers = side.processes().compilers();
            Round round = rate.isPresent() ? ready.keep(rate.getAsInt(), time) : ready.drive(time);
            Usage after = side.processes().usage();
            Duration services = after.since(own);
            Duration backing = stores().since(stores);
            Duration driving = tool().since(tool);
            Duration compiled = side.processes().compilers().minus(compilers);
            Duration others = Usage.ofMachine()
                    .since(machine)
                    .minus(services)
                    .minus(backing)
                    .minus(driving);
            return new Sample(round, services, backing, driving, others, compiled, after.resident());
        });
    }

    private Usage stores() {
        return Usage.ofTree(servers.postgres().pid())
                .plus(Usage.ofTree(servers.redis().pid()));
    }

    private static Usage tool() {
        return Usage.of(List.of(ProcessHandle.current().pid()));
    }
}
