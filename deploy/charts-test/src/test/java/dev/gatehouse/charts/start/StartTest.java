package dev.gatehouse.charts.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.backing.Ports;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each packaged service starts with the environment that the charts give its container: the variables as rendered, with the
 * secrets that the charts made up, and the files that they mount. Only where PostgreSQL, Redis and the ports are is the test's.
 */
class StartTest {
    private static final Path TARGET = Charts.projectRoot().resolve("deploy/charts-test/target/start");
    /** With all that is optional. */
    private static final Scenario EVERYTHING = Scenario.example("ha")
            .with("global.image.form", "jvm")
            .with("global.theme.configMap", "look")
            .with("identity-service.mail.from", "no-reply@example.com")
            .with("identity-service.mail.host", "smtp.example.com")
            .with("identity-service.mail.authenticated", "false");

    private static BackingServices servers;

    @BeforeAll
    static void startServers() {
        servers = BackingServices.start(TARGET.resolve("data"), true);
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    /** Two at once, as a release begins: one of them makes the schema, the other waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void aServiceStartsWithWhatItsChartTellsIt(String service) throws Exception {
        Map<String, String> environment = environment(service);
        try (var one = start(service, environment, "1");
                var other = start(service, environment, "2")) {
            for (ServiceProcess replica : List.of(one, other)) {
                replica.awaitReady();
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    String path = container(service)
                            .path(probe)
                            .path("httpGet")
                            .path("path")
                            .asText();
                    assertEquals(200, replica.status(path), path);
                }
                assertFalse(replica.log().contains("Unrecognized configuration key"), replica.log());
            }
        }
        if (!service.equals("session-service")) {
            migrated(service);
        }
    }

    private static ServiceProcess start(String service, Map<String, String> environment, String replica)
            throws IOException {
        var own = new HashMap<>(environment);
        for (String port : List.of("GATEHOUSE_PORT", "GATEHOUSE_MANAGEMENT_PORT", "GATEHOUSE_TOKEN_EXT_AUTHZ_PORT")) {
            own.computeIfPresent(port, (name, rendered) -> Integer.toString(Ports.free()));
        }
        return ServiceProcess.start(command(service), own, TARGET.resolve(service + "-" + replica + ".log"));
    }

    /** That of the image, of the virtual machine that runs the test. */
    private static List<String> command(String service) throws IOException {
        Path application = Charts.projectRoot().resolve(service).resolve("target/quarkus-app");
        assertTrue(Files.isRegularFile(application.resolve("quarkus-run.jar")), service + " is not packaged");
        String entryPoint = Files.readAllLines(Charts.projectRoot().resolve("deploy/images/Dockerfile.jvm")).stream()
                .filter(line -> line.startsWith("ENTRYPOINT "))
                .findFirst()
                .orElseThrow();
        var command = new ArrayList<String>();
        for (JsonNode word : Charts.parse("words: " + entryPoint.substring("ENTRYPOINT ".length()))
                .getFirst()
                .object()
                .path("words")) {
            command.add(word.asText().replace("/opt/gatehouse", application.toString()));
        }
        assertEquals("java", command.getFirst());
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return command;
    }

    private static Map<String, String> environment(String service) throws IOException {
        var environment = new HashMap<String, String>();
        for (JsonNode variable : container(service).path("env")) {
            String name = variable.path("name").asText();
            environment.put(
                    name,
                    elsewhere(name)
                            .orElseGet(() -> variable.has("valueFrom")
                                    ? secret(variable.path("valueFrom").path("secretKeyRef"))
                                    : variable.path("value").asText()));
        }
        for (JsonNode mount : container(service).path("volumeMounts")) {
            String path = mount.path("mountPath").asText();
            Optional<Path> files = mounted(path);
            environment.replaceAll((name, value) -> files.isPresent() && value.startsWith(path)
                    ? value.replace(path, files.get().toString())
                    : value);
        }
        return environment;
    }

    private static Optional<String> elsewhere(String variable) {
        return Optional.ofNullable(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", servers.databaseUser(),
                        "QUARKUS_DATASOURCE_PASSWORD", servers.databasePassword(),
                        "QUARKUS_REDIS_HOSTS", servers.redisUrl())
                .get(variable));
    }

    private static String secret(JsonNode reference) {
        JsonNode data = EVERYTHING.all("Secret").stream()
                .filter(secret -> secret.name().equals(reference.path("name").asText()))
                .findFirst()
                .orElseThrow()
                .object()
                .path("data");
        return new String(
                Base64.getDecoder()
                        .decode(data.path(reference.path("key").asText()).asText()),
                StandardCharsets.UTF_8);
    }

    /** What lies there in a pod. */
    private static Optional<Path> mounted(String path) throws IOException {
        return switch (path) {
            case "/etc/gatehouse/theme" -> Optional.of(Charts.projectRoot().resolve("deploy/examples/theme"));
            case "/etc/gatehouse/authorities" -> Optional.of(authorities());
            default -> Optional.empty();
        };
    }

    private static Path authorities() throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve("authorities"));
        Files.copy(
                Charts.projectRoot().resolve("oauth-service/src/test/resources/certificates/authority.pem"),
                folder.resolve("authorities.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private static JsonNode container(String service) {
        return EVERYTHING.services().stream()
                .filter(workload -> workload.name().endsWith(service))
                .map(Manifest::pod)
                .findFirst()
                .orElseThrow()
                .path("containers")
                .get(0);
    }

    private static void migrated(String service) throws SQLException, IOException {
        long files;
        try (var migrations =
                Files.list(Charts.projectRoot().resolve(service).resolve("src/main/resources/db/migration"))) {
            files = migrations.count();
        }
        String schema = service.replace("-service", "");
        try (var connection = DriverManager.getConnection(
                        servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword());
                var statement = connection.createStatement();
                var counts = statement.executeQuery("select count(distinct version), count(*) from " + schema
                        + ".flyway_schema_history where success and type = 'SQL'")) {
            assertTrue(counts.next());
            assertEquals(files, counts.getLong(1));
            assertEquals(files, counts.getLong(2));
        }
    }
}
