package dev.gatehouse.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One data directory, through the lives that it may have. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackingServicesTest {
    @TempDir
    static Path temporary;

    /** A path with a space, as under many a home directory. */
    private static Path data() {
        return temporary.resolve("back ing");
    }

    @Test
    @Order(1)
    void bothAnswerAndKeepTheirDataOverARestart() throws Exception {
        try (var servers = BackingServices.start(data(), true)) {
            sql(servers, "create table kept (x int)", "insert into kept values (7)");
            assertEquals(List.of("+OK", "+OK"), redis(servers, "SET kept 7"));
            assertThrows(IllegalStateException.class, () -> BackingServices.start(data(), false), "one user at a time");
        }
        try (var servers = BackingServices.start(data(), false)) {
            assertEquals(7, number(servers, "select x from kept"));
            assertEquals(List.of("+OK", "$1"), redis(servers, "GET kept"));
        }
    }

    @Test
    @Order(2)
    void aFreshStartHasNoData() throws Exception {
        try (var servers = BackingServices.start(data(), true)) {
            assertEquals(0, number(servers, "select count(*) from pg_tables where tablename = 'kept'"));
            assertEquals(List.of("+OK", "$-1"), redis(servers, "GET kept"));
        }
    }

    @Test
    @Order(3)
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (var servers = BackingServices.start(data(), false)) {
            for (String role : List.of("postgres", "gatehouse")) {
                assertThrows(
                        SQLException.class,
                        () -> DriverManager.getConnection(servers.jdbcUrl(), role, "wrong")
                                .close());
            }
            try (var socket = new Socket(
                    InetAddress.ofLiteral("127.0.0.1"), servers.redis().port())) {
                assertTrue(say(socket, "GET kept", 1).getFirst().startsWith("-NOAUTH"));
            }
        }
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(data().resolve("passwords.properties")));
        assertEquals(PosixFilePermissions.fromString("rwx------"), Set.copyOf(Files.getPosixFilePermissions(data())));
    }

    @Test
    @Order(4)
    void eachCanGoAwayAndComeBackOnItsPort() throws Exception {
        try (var servers = BackingServices.start(data(), false)) {
            servers.postgres().stop();
            assertThrows(SQLException.class, () -> number(servers, "select 1"));
            servers.postgres().start();
            assertEquals(1, number(servers, "select 1"));
            servers.redis().stop();
            assertThrows(IOException.class, () -> redis(servers, "PING"));
            servers.redis().start();
            assertEquals(List.of("+OK", "+PONG"), redis(servers, "PING"));
        }
    }

    @Test
    @Order(5)
    void serversThatAKilledRunLeftAreStopped() throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandons.class.getName(),
                        data().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals("up", child.inputReader().readLine());
        child.destroyForcibly().waitFor();
        List<ProcessHandle> left = List.of(
                running(data().resolve("postgresql/postmaster.pid")), running(data().resolve("redis/redis.pid")));
        assertTrue(left.stream().allMatch(ProcessHandle::isAlive));
        try (var servers = BackingServices.start(data(), false)) {
            assertTrue(left.stream().noneMatch(ProcessHandle::isAlive));
            assertEquals(1, number(servers, "select 1"));
        }
    }

    /** Starts both and waits to be killed. */
    static final class Abandons {
        private Abandons() {}

        public static void main(String[] args) throws Exception {
            try (var servers = BackingServices.start(Path.of(args[0]), false)) {
                System.out.println(servers.jdbcUrl().isEmpty() ? "" : "up");
                Thread.currentThread().join();
            }
        }
    }

    private static ProcessHandle running(Path pidFile) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }

    private static Connection connect(BackingServices servers) throws SQLException {
        return DriverManager.getConnection(servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword());
    }

    private static void sql(BackingServices servers, String... statements) throws SQLException {
        try (var connection = connect(servers);
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static int number(BackingServices servers, String query) throws SQLException {
        try (var connection = connect(servers);
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    private static List<String> redis(BackingServices servers, String command) throws IOException {
        String url = servers.redisUrl();
        String password = url.substring("redis://:".length(), url.indexOf('@'));
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), servers.redis().port())) {
            return say(socket, "AUTH " + password + "\r\n" + command, 2);
        }
    }

    private static List<String> say(Socket socket, String commands, int lines) throws IOException {
        socket.getOutputStream().write((commands + "\r\n").getBytes(StandardCharsets.US_ASCII));
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var answers = new java.util.ArrayList<String>();
        for (int i = 0; i < lines; i++) {
            answers.add(reader.readLine());
        }
        return answers;
    }
}
