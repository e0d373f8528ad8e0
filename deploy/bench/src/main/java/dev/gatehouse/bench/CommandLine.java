package dev.gatehouse.bench;

import dev.gatehouse.bench.measure.GrowthMeasurement;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param verb what to do
 * @param root the project's root
 * @param quick a smoke test: short, without peers unless some are asked for
 * @param peers others' servers that are compared
 * @param rounds of each row, alternating between the sides
 * @param round how long each takes
 * @param rates of requests a second at which rows are driven, as those of callers who come when they like; the others as
 *     fast as the sides can
 * @param jfr whether the Java services write flight recordings
 * @param users of how many a search is measured; 0 for none
 * @param tries how many wrong passwords are timed; 0 for none
 * @param sessions of how many a look-up is measured; 0 for none
 * @param growth at how many users and sessions each row's cost is measured; none for no such measurement
 * @param port from which on Gatehouse's services get theirs
 */
record CommandLine(
        Verb verb,
        Path root,
        boolean quick,
        Set<Peer> peers,
        int rounds,
        Duration round,
        Map<Row, Integer> rates,
        boolean jfr,
        Set<Row> rows,
        int users,
        int tries,
        int sessions,
        List<Integer> growth,
        int port) {
    /** {@code bench} compares; {@code measure} looks at each service by itself; {@code train} makes their AOT caches. */
    enum Verb {
        BENCH,
        MEASURE,
        TRAIN;

        static Verb named(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new BenchFailure(word + " is not known; " + USAGE));
        }
    }

    /** Servers of others. */
    enum Peer {
        KEYCLOAK,
        OIDC_PROVIDER;

        static Set<Peer> named(String words) {
            var peers = EnumSet.noneOf(Peer.class);
            for (String word : words.split(",", -1)) {
                peers.add(Arrays.stream(values())
                        .filter(peer -> peer.name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                                .equals(word))
                        .findFirst()
                        .orElseThrow(() -> new BenchFailure(word + " is no peer; " + USAGE)));
            }
            return peers;
        }
    }

    private static final String USAGE =
            "usage: gatehouse bench [--quick] [--alone | --with keycloak,oidc-provider] [--rounds N] [--seconds N] [--jfr] [--only ROW,…]"
                    + " [--rate N | --rate ROW=N,…] [--port N]"
                    + " | measure [--users N | --tries N | --sessions N | --growth N,…] [--port N] | train [--seconds N] [--port N]";
    /** Below those that Linux gives to outgoing connections, which would take them while a service restarts. */
    private static final int PORT = 20080;

    private static final int MOST_RATE = 1_000_000;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 10;
    /** With each so long as a round, the compilers of virtual machines have come to rest well before. */
    private static final int WARM_UPS = 20;

    /** The script passes the project's root as the system property {@code gatehouse.root}. */
    static CommandLine parse(String... arguments) {
        var words = new ArrayDeque<>(List.of(arguments));
        Verb verb = Verb.named(next(words));
        boolean quick = verb == Verb.TRAIN || words.contains("--quick");
        Set<Peer> peers = quick ? EnumSet.noneOf(Peer.class) : EnumSet.allOf(Peer.class);
        int rounds = quick ? 1 : ROUNDS;
        int seconds = quick && verb != Verb.TRAIN ? 2 : SECONDS;
        boolean jfr = false;
        int port = PORT;
        int users = 0;
        int tries = 0;
        int sessions = 0;
        List<Integer> growth = List.of();
        String rate = "";
        Set<Row> rows = EnumSet.allOf(Row.class);
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--quick" -> {}
                case "--alone" -> peers = EnumSet.noneOf(Peer.class);
                case "--with" -> peers = Peer.named(next(words));
                case "--rounds" -> rounds = number(next(words), 100);
                case "--seconds" -> seconds = number(next(words), 240);
                case "--jfr" -> jfr = true;
                case "--only" -> rows = rows(next(words));
                case "--rate" -> rate = next(words);
                case "--growth" -> growth = sizes(next(words));
                case "--users" -> users = number(next(words), 10_000_000);
                case "--tries" -> tries = number(next(words), 100_000);
                case "--sessions" -> sessions = number(next(words), 10_000_000);
                case "--port" -> port = number(next(words), 60_000);
                default -> throw new BenchFailure(option + " is not known; " + USAGE);
            }
        }
        Map<Row, Integer> rates = rates(rate, rows);
        if (rate.contains("=")) {
            rows = rates.keySet();
        }
        Path root = Path.of(System.getProperty("gatehouse.root", ""))
                .toAbsolutePath()
                .normalize();
        return new CommandLine(
                verb,
                root,
                quick,
                peers,
                rounds,
                Duration.ofSeconds(seconds),
                rates,
                jfr,
                rows,
                users,
                tries,
                sessions,
                growth,
                port);
    }

    /** Whether it is compared with that one. */
    boolean with(Peer peer) {
        return peers.contains(peer);
    }

    /** For data, logs, recordings and the peers. */
    Path directory() {
        return root.resolve(".gatehouse/bench");
    }

    /** Whether it is the whole comparison, as long as it should be and with nothing that slows it: a record. */
    boolean complete() {
        return with(Peer.KEYCLOAK)
                && !jfr
                && rates.isEmpty()
                && rounds >= ROUNDS
                && round.toSeconds() >= SECONDS
                && rows.size() == Row.values().length;
    }

    /** Whether it is as long as figures of a schedule should be, and nothing slows it. */
    boolean scheduled() {
        return !rates.isEmpty() && !jfr && rounds >= ROUNDS && round.toSeconds() >= SECONDS;
    }

    /** At how many requests a second the row is driven; empty for as many as there can be. */
    OptionalInt rate(Row row) {
        Integer rate = rates.get(row);
        return rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
    }

    /** Each side is driven so long, once or several times, before anything counts. */
    Duration warmUp() {
        return quick ? Duration.ofSeconds(1) : round;
    }

    /** How often at most. */
    int longestWarmUp(Row row) {
        return quick ? row.warmUps() : Math.max(WARM_UPS, row.warmUps());
    }

    /** How growth is measured. */
    GrowthMeasurement.Plan growthPlan() {
        return new GrowthMeasurement.Plan(growth, rows, warmUp(), this::longestWarmUp, rounds, round);
    }

    /** One number for all rows, or one for each that is named; rows that go at their own pace have none. */
    private static Map<Row, Integer> rates(String text, Set<Row> rows) {
        var rates = new EnumMap<Row, Integer>(Row.class);
        if (text.isEmpty()) {
            return rates;
        }
        if (!text.contains("=")) {
            int rate = number(text, MOST_RATE);
            rows.stream().filter(row -> !row.timed()).forEach(row -> rates.put(row, rate));
            return rates;
        }
        for (String one : text.split(",", -1)) {
            String[] parts = one.split("=", 2);
            if (parts.length < 2 || Row.named(parts[0]).timed()) {
                throw new BenchFailure(one + " is no ROW=N of a row that a rate can be set for");
            }
            rates.put(Row.named(parts[0]), number(parts[1], MOST_RATE));
        }
        return rates;
    }

    private static List<Integer> sizes(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(size -> number(size, 10_000_000))
                .sorted()
                .toList();
    }

    private static Set<Row> rows(String names) {
        var rows = EnumSet.noneOf(Row.class);
        Arrays.stream(names.split(",", -1)).map(Row::named).forEach(rows::add);
        return rows;
    }

    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BenchFailure(text + " is no number from 1 to " + most);
    }

    private static String next(ArrayDeque<String> words) {
        if (words.isEmpty()) {
            throw new BenchFailure(USAGE);
        }
        return words.pop();
    }
}
