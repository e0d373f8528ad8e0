package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.launcher.suite.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How long an administrator's search takes among very many users, whom it makes. */
public record SearchMeasurement(GatehouseSide side, Stores stores, int users, Consumer<String> progress) {
    /** From one that half of all have, to one that nobody has. */
    private static final List<String> PREFIXES =
            List.of("u", "user-00", "user-000012", "a", "anna", "anna m", "müller", "mü", "user-000012@", "nobody");

    private static final int ROUNDS = 40;
    /** Else the figure is that of code which the compiler has not seen yet. */
    private static final int WARM_UP = 2_000;

    /** @return a table of the times of one answer over HTTP, in milliseconds */
    public String run() {
        progress.accept("first start");
        side.processes().start();
        progress.accept("making " + users + " users");
        new Crowd(stores).users(1, users, "nobody");
        var table = new StringBuilder(
                "| prefix, among %,d users | median, ms | slowest, ms |%n| --- | ---: | ---: |%n".formatted(users));
        progress.accept("warming up");
        for (int i = 0; i < WARM_UP; i++) {
            side.search(PREFIXES.get(i % PREFIXES.size()));
        }
        progress.accept("searching");
        for (String prefix : PREFIXES) {
            var times = new ArrayList<>(IntStream.range(0, ROUNDS)
                    .mapToObj(round -> side.search(prefix))
                    .sorted()
                    .toList());
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f |%n",
                    prefix,
                    times.get(ROUNDS / 2).toNanos() / 1e6,
                    times.getLast().toNanos() / 1e6));
        }
        side.processes().stop();
        return table.toString();
    }
}
