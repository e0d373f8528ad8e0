package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.bench.side.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Whether the time of a refusal tells who has an account: wrong passwords of users there are, and passwords of names that
 * nobody has, in turns.
 */
public record TriesMeasurement(GatehouseSide side, List<Person> people, int tries, Consumer<String> progress) {
    /** So many wrong passwords, for the options of the services, are not held up by their throttle. */
    public static List<String> unthrottled(int tries) {
        int all = 20 * (tries + WARM_UP);
        return List.of(
                "-Dgatehouse.throttle.free-attempts=" + all, "-Dgatehouse.throttle.address-free-attempts=" + all);
    }

    private static final int WARM_UP = 100;
    private static final String PASSWORD = "never the password of anyone";

    /** @return a table of the medians, in milliseconds, and of how far apart they are */
    public String run() {
        progress.accept("first start and data");
        side.processes().start();
        side.load();
        Map<String, ToDoubleFunction<String>> ways = new LinkedHashMap<>();
        ways.put("sign-in by API", name -> side.refused(name, PASSWORD).toNanos() / 1e6);
        ways.put("call by Basic", name -> side.refusedCall(name, PASSWORD).toNanos() / 1e6);
        var table = new StringBuilder("| %,d wrong passwords each | of users, ms | of nobody, ms | apart, %% |%n"
                .formatted(tries)
                .concat("| --- | ---: | ---: | ---: |\n"));
        ways.forEach((way, time) -> {
            progress.accept(way);
            table.append(row(way, time));
        });
        side.processes().stop();
        return table.toString();
    }

    private String row(String way, ToDoubleFunction<String> time) {
        IntFunction<String> someone = i -> people.get(i % people.size()).username();
        // As long as the others' names, and never the same again.
        IntFunction<String> nobody = i -> "nobody-" + i;
        var known = new ArrayList<Double>();
        var unknown = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + tries; i++) {
            double one = time.applyAsDouble(someone.apply(i));
            double other = time.applyAsDouble(nobody.apply(i));
            if (i >= WARM_UP) {
                known.add(one);
                unknown.add(other);
            }
        }
        double one = median(known);
        double other = median(unknown);
        return String.format(
                Locale.ROOT, "| %s | %.2f | %.2f | %.1f |%n", way, one, other, 100 * Math.abs(one - other) / one);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
