package dev.gatehouse.charts.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A packaged service that runs with the environment it is given and no other. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** A kubelet starts one again that ends: on a busy machine PostgreSQL may not answer it soon enough. */
    private static final int ATTEMPTS = 3;

    private final ProcessBuilder builder;
    private final Path log;
    private final String management;
    private Process process;
    private int attempts = 1;

    private ServiceProcess(ProcessBuilder builder, Path log, String management) throws IOException {
        this.builder = builder;
        this.log = log;
        this.management = management;
        process = builder.start();
    }

    static ServiceProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        Files.createDirectories(Objects.requireNonNull(log.getParent()));
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServiceProcess(builder, log, "http://127.0.0.1:" + environment.get("GATEHOUSE_MANAGEMENT_PORT"));
    }

    /** Until the readiness probe of the chart would be content; fails with the log where the service keeps ending, or never is. */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status("/q/health/ready") != 200) {
            if (!process.isAlive() && attempts < ATTEMPTS) {
                attempts++;
                process = builder.start();
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("not ready:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What a path of the management port answers; 0 where nothing listens. */
    int status(String path) throws InterruptedException {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(management + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** All that it has said. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
