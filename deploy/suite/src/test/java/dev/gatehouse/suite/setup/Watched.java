package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What a suite tells of itself: its logs, its traces and its metrics; as much as it can be had to tell. */
public final class Watched {
    private static final Map<String, String> SETTINGS = Map.of(
            // All people of the tests come from this machine.
            "GATEHOUSE_REGISTRATIONS_PER_ADDRESS",
            "100000",
            "GATEHOUSE_TOKEN_REVOCATION_HEARTBEAT",
            Gatehouse.HEARTBEAT.toString(),
            "GATEHOUSE_OAUTH_REGISTRATION_MODE",
            "open",
            // Applications of the tests are on this machine, too.
            "GATEHOUSE_OAUTH_OUTBOUND_ALLOWED_NETWORKS",
            "127.0.0.0/8",
            "GATEHOUSE_LOG_JSON",
            "true",
            // So that what must not be told would be seen.
            "QUARKUS_LOG_CATEGORY__DEV_GATEHOUSE__LEVEL",
            "DEBUG",
            "QUARKUS_OTEL_SDK_DISABLED",
            "false",
            "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
            "http/protobuf");

    private final int port;
    private final Path data;
    private final Collector traces;

    Watched(int port, Path data, Collector traces) {
        this.port = port;
        this.data = data;
        this.traces = traces;
    }

    /** Those of the suites of the tests. */
    static Map<String, String> settings(Collector traces) {
        var settings = new HashMap<>(SETTINGS);
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.address().toString());
        return settings;
    }

    /** Where the traces go. */
    public Collector traces() {
        return traces;
    }

    /** The files of all that its services have logged. */
    public List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return files.filter(file -> file.toString().endsWith("-service.log")
                            || file.toString().endsWith("-2.log"))
                    .sorted()
                    .toList();
        }
    }

    /** The lines that one of them has logged. */
    public List<String> log(String service) throws IOException {
        return Files.readAllLines(data.resolve("logs").resolve(service + "-service.log"));
    }

    /** What {@code identity}, {@code token}, {@code session} or {@code oauth} counts. */
    public Metrics metrics(String service) {
        int management =
                port + 1001 + List.of("identity", "token", "session", "oauth").indexOf(service);
        return Metrics.read(given().header("Accept", "text/plain")
                .get("http://127.0.0.1:" + management + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** What was made up for its services, which no call carries. */
    public List<String> ownSecrets() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> !name.endsWith("_USERNAME"))
                .flatMap(name -> Stream.of(properties.getProperty(name).split(",")))
                .filter(secret -> secret.length() >= UsedSecrets.SHORTEST)
                .toList();
    }
}
