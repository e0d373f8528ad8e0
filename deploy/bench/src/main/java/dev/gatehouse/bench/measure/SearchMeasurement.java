package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.launcher.suite.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** The names are as often shared as people's are. */
    private static final String GENERATOR = """
            insert into identity.users (id, username, username_key, username_skeleton, email, email_key, name, given_name,
                family_name)
            select gen_random_uuid(), 'User-' || n, 'user-' || n, 'user-' || n, 'User-' || n || '@example.org',
                'user-' || n || '@example.org', given || ' ' || family || ' ' || n, given, family || ' ' || share
            from (select lpad(i::text, 8, '0') as n, i % 5000 as share,
                    (array['Anna','Ben','Chloé','Dmitri','Emma','Finn','Greta','Hugo','Ines','Jan'])[1 + i % 10] as given,
                    (array['Müller','Schmidt','Novák','O''Brien','Rossi','Silva','Åberg'])[1 + i % 7] as family
                from generate_series(1, ?) as i) as people
            """;

    /** @return a table of the times of one answer over HTTP, in milliseconds */
    public String run() {
        progress.accept("first start");
        side.processes().start();
        progress.accept("making " + users + " users");
        generate();
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

    private void generate() {
        try (Connection connection = DriverManager.getConnection(
                        stores.jdbcUrl(), stores.databaseUser(), stores.databasePassword());
                PreparedStatement generator = connection.prepareStatement(GENERATOR);
                Statement analyze = connection.createStatement()) {
            generator.setInt(1, users);
            generator.executeUpdate();
            analyze.execute("vacuum analyze identity.users");
        } catch (SQLException e) {
            throw new BenchFailure("the users cannot be made: " + e.getMessage());
        }
    }
}
