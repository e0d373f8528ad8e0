package dev.gatehouse.backing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with one database and one role for Gatehouse. It can be stopped and started again on the same port. */
public final class PostgresServer {
    /** Role and database. */
    static final String ROLE = "gatehouse";

    static final String DATA = "postgresql";
    private static final String SUPERUSER = "postgres";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path directory;
    private final String password;
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres server;

    PostgresServer(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    /** Starts it, where it does not run, and waits until it answers. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Path data = directory.resolve(DATA);
        Path ready = directory.resolve("postgresql.ready");
        Path log = directory.resolve("postgresql.log");
        // Unpacked binaries would otherwise lie in a directory under /tmp that other users may have made.
        System.setProperty("ot.epg.working-dir", Cache.directory(directory).toString());
        try {
            boolean prepared = Files.exists(ready);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(STARTUP)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    // The library is made for tests: it gives up durability unless told otherwise.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("unix_socket_directories", "")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            if (prepared) {
                builder.setConnectConfig("password", password);
            } else {
                // A first start that was cut short leaves half a cluster.
                Trees.delete(data);
            }
            EmbeddedPostgres started = builder.start();
            server = started;
            if (!prepared) {
                prepare(started, data);
                Files.createFile(ready);
            }
        } catch (IOException | SQLException e) {
            stop();
            throw new UncheckedIOException(
                    "PostgreSQL does not start; its log is " + log,
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Stops it without waiting for its clients; nothing happens where it does not run. */
    public synchronized void stop() {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return jdbcUrl(ROLE);
    }

    /**
     * One more database of the same role, made where it is missing.
     *
     * @param name lower-case letters, digits and underscores
     * @return its JDBC URL
     */
    public String database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException(name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
                Statement sql = connection.createStatement()) {
            if (!sql.executeQuery("select from pg_database where datname = '" + name + "'")
                    .next()) {
                sql.execute("create database " + name + " owner " + ROLE);
            }
            return jdbcUrl(name);
        } catch (SQLException e) {
            throw new UncheckedIOException("no database " + name, new IOException(e));
        }
    }

    /** The process that started all others of the server. @throws IllegalStateException while it does not run */
    public long pid() {
        try (Stream<String> lines = Files.lines(directory.resolve(DATA).resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not run", e);
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String password() {
        return password;
    }

    /** The cluster comes up trusting everyone on this machine; it goes on asking for the password. */
    private void prepare(EmbeddedPostgres started, Path data) throws SQLException, IOException {
        try (Connection connection = started.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            // The password is base64url: it has no quote.
            sql.execute("alter role " + SUPERUSER + " password '" + password + "'");
            sql.execute("create role " + ROLE + " login password '" + password + "'");
            sql.execute("create database " + ROLE + " owner " + ROLE);
            PrivateDirectory.write(data.resolve("pg_hba.conf"), "host all all localhost scram-sha-256\n");
            sql.execute("select pg_reload_conf()");
        }
    }
}
