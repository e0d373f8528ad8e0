package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LookAlikeTest {
    private static final String CYRILLIC = "\u0440\u0430\u0443\u0440\u0430\u0406";
    private final UserStore users;
    private final DataSource database;

    @Inject
    LookAlikeTest(UserStore users, DataSource database) {
        this.users = users;
        this.database = database;
    }

    @Test
    void nobodyRegistersANameThatLooksLikeAnothers() {
        // Cyrillic and Latin letters, each name in one script alone.
        String tail = Long.toString(System.nanoTime());
        assertTrue(users.insert(user("scope" + tail)).isPresent());
        assertTrue(users.insert(user("\u0455\u0441\u043E\u0440\u0435" + tail)).isEmpty());
        assertTrue(users.insert(user("modem" + tail)).isPresent());
        assertTrue(users.insert(user("modern" + tail)).isPresent());
    }

    @Test
    void usersFromBeforeKeepTheirNames() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("alter table identity.users drop column username_skeleton");
                String ascii = before(statement, "PayPal", "paypal", "a@stra\u00DFe.example", "a@stra\u00DFe.example");
                String alike = before(statement, CYRILLIC, CYRILLIC.toLowerCase(java.util.Locale.ROOT), null, null);
                String plain = before(
                        statement,
                        "\u0438\u0432\u0430\u043D",
                        "\u0438\u0432\u0430\u043D",
                        "i@xn--mnchen-3ya.example",
                        "i@xn--mnchen-3ya.example");
                new V12__names().migrate(context(connection));
                Map<String, String> skeletons = column(statement, "username_skeleton");
                assertEquals("paypal", skeletons.get(ascii));
                assertEquals(
                        "paypal " + alike, skeletons.get(alike), "who came later keeps the name, and counts no more");
                assertEquals(Names.skeleton("\u0438\u0432\u0430\u043D"), skeletons.get(plain));
                assertEquals(
                        "i@m\u00FCnchen.example", column(statement, "email_key").get(plain));
            } finally {
                connection.rollback();
            }
        }
    }

    private static String before(
            Statement statement, String name, String key, @Nullable String email, @Nullable String emailKey)
            throws Exception {
        String id = UUID.randomUUID().toString();
        statement.execute("insert into identity.users (id, username, username_key, email, email_key) values ('" + id
                + "', '" + name + "', '" + key + "', " + quoted(email) + ", " + quoted(emailKey) + ")");
        return id;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private static Map<String, String> column(Statement statement, String name) throws Exception {
        var values = new LinkedHashMap<String, String>();
        try (ResultSet row = statement.executeQuery("select id, " + name + " from identity.users")) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return values;
    }

    private static Context context(Connection connection) {
        return new Context() {
            @Override
            public Configuration getConfiguration() {
                return new FluentConfiguration();
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        };
    }

    private static NewUser user(String name) {
        return new NewUser(name, null, false, null, null, false);
    }
}
