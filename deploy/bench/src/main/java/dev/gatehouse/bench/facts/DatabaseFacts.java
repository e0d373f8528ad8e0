package dev.gatehouse.bench.facts;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.launcher.suite.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a database says of itself. */
public record DatabaseFacts(Stores stores) {

    private static final List<String> DURABLE = List.of("synchronous_commit", "fsync", "full_page_writes");

    /**
     * PostgreSQL's version, and what it does for durability.
     *
     * @throws BenchFailure where what is committed could be lost: such figures are no figures
     */
    public String server() {
        for (String setting : DURABLE) {
            if (!ask("show " + setting).equals("on")) {
                throw new BenchFailure("PostgreSQL's " + setting + " is not on");
            }
        }
        return "PostgreSQL " + ask("show server_version") + ", " + String.join(" on, ", DURABLE) + " on";
    }

    /** A password as Gatehouse stores it. */
    public String gatehouseHash() {
        return ask("select password_hash from identity.users where password_hash is not null limit 1");
    }

    /** How Keycloak says that it made the hash of a password. */
    public String keycloakHash() {
        // Of the realm's users: the administrator of the master realm may have been made before.
        return ask("""
                select c.credential_data from credential c join user_entity u on u.id = c.user_id
                where u.username like 'user-%' limit 1""");
    }

    private String ask(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        stores.jdbcUrl(), stores.databaseUser(), stores.databasePassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new BenchFailure("nothing is found by: " + sql);
            }
            return rows.getString(1);
        } catch (SQLException e) {
            throw new BenchFailure("PostgreSQL does not answer: " + e.getMessage());
        }
    }
}
