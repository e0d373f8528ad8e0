package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.launcher.suite.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Users and grants by the million, put into the database as the services would have left them. */
record Crowd(Stores stores) {
    /** The names are as often shared as people's are. Who has the password of {@code username_key} ? can sign in by it. */
    private static final String USERS = """
            insert into identity.users (id, username, username_key, username_skeleton, email, email_key, name, given_name,
                family_name, password_hash)
            select gen_random_uuid(), 'User-' || n, 'user-' || n, 'user-' || n, 'User-' || n || '@example.org',
                'user-' || n || '@example.org', given || ' ' || family || ' ' || n, given, family || ' ' || share,
                (select password_hash from identity.users where username_key = ?)
            from (select lpad(i::text, 8, '0') as n, i % 5000 as share,
                    (array['Anna','Ben','Chloé','Dmitri','Emma','Finn','Greta','Hugo','Ines','Jan'])[1 + i % 10] as given,
                    (array['Müller','Schmidt','Novák','O''Brien','Rossi','Silva','Åberg'])[1 + i % 7] as family
                from generate_series(?, ?) as i) as people
            """;

    /** Of a hundred applications. */
    private static final String GRANTS = """
            insert into token.grants (id, subject, username, client_id, scope, format, sid, auth_time, amr, expires_at, ends_at)
            select gen_random_uuid(), gen_random_uuid(), 'user-' || i, 'application-' || i % 100, 'openid offline_access', 'jwt',
                gen_random_uuid(), now(), array['pwd'], now() + interval '30 days', now() + interval '365 days'
            from generate_series(?, ?) as i
            """;

    /** The users from one number to another. @param like the username of whoever has their password; of nobody for none */
    void users(int from, int to, String like) {
        change(USERS, from, to, like);
        vacuum("identity.users");
    }

    /** So many refresh families of users whom nobody knows. */
    void grants(int from, int to) {
        change(GRANTS, from, to, null);
        vacuum("token.grants");
    }

    /** Some of the first {@code count} users, anywhere among them; the same ones each time. @param like whose password they have */
    static List<Person> some(int howMany, int count, Person like) {
        return new Random(count)
                .ints(1, count + 1)
                .distinct()
                .limit(Math.min(howMany, count))
                .mapToObj(number -> "user-%08d".formatted(number))
                .map(name -> new Person(name, like.password(), name + "@example.org"))
                .toList();
    }

    private void change(String sql, int from, int to, @Nullable String like) {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            if (like != null) {
                statement.setString(parameter++, like);
            }
            statement.setInt(parameter++, from);
            statement.setInt(parameter, to);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchFailure("the database cannot be filled: " + e.getMessage());
        }
    }

    private void vacuum(String table) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze " + table);
        } catch (SQLException e) {
            throw new BenchFailure(table + " cannot be analysed: " + e.getMessage());
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(stores.jdbcUrl(), stores.databaseUser(), stores.databasePassword());
    }
}
