package dev.gatehouse.lambda.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.amazon.lambda.runtime.MockEventServer;
import io.quarkus.amazon.lambda.runtime.MockHttpEventServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One function, of which each process takes a call at a time, and what hands it the calls. */
public final class Function implements AutoCloseable {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    /** A first call waits for the start. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String name;
    private final MockHttpEventServer calls = new MockHttpEventServer();
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    Function(String name, int port) {
        this.name = name;
        this.port = port;
        calls.start(port);
    }

    /** Where other functions call it, as at its internal domain. */
    URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** One process more, on the Java runtime of AWS, from what was unpacked into {@code task}. */
    void start(Path task, Map<String, String> environment, Path log) {
        var told = new HashMap<>(environment);
        told.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port + MockEventServer.BASE_PATH.replaceFirst("/$", ""));
        told.put("AWS_LAMBDA_FUNCTION_NAME", name);
        told.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        told.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        told.put("AWS_LAMBDA_LOG_GROUP_NAME", "log");
        told.put("AWS_LAMBDA_LOG_STREAM_NAME", "log");
        told.put("AWS_REGION", "eu-central-1");
        told.put("LAMBDA_TASK_ROOT", task.toString());
        told.put("_HANDLER", HANDLER);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        runtime(),
                        RUNTIME,
                        HANDLER)
                // There the runtime looks for what it is to run.
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(told);
        try {
            processes.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the test's own class path that the runtime consists of. */
    private static String runtime() {
        List<String> jars = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            if (each.contains("aws-lambda-java-") || each.contains("utils-lite-")) {
                jars.add(each);
            }
        }
        return String.join(System.getProperty("path.separator"), jars);
    }

    /** Hands a call on and waits for the answer. */
    public Answer call(Call call) {
        return invoke(call.event());
    }

    /** Hands an event on as it is. */
    public Answer invoke(String event) {
        try {
            HttpResponse<String> answered = HTTP.send(
                    HttpRequest.newBuilder(origin().resolve(MockEventServer.POST_EVENT))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(event))
                            .build(),
                    BodyHandlers.ofString());
            return read(Json.read(answered.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not answer " + event, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Answer read(JsonNode answer) {
        var headers = answer.path("headers").properties().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().asText()));
        var cookies = new ArrayList<String>();
        answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        String body = answer.path("body").asText("");
        return new Answer(
                answer.path("statusCode").asInt(),
                headers,
                cookies,
                answer.path("isBase64Encoded").asBoolean()
                        ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8)
                        : body);
    }

    /** As AWS Lambda does once a call is answered. */
    public void freeze() {
        signal("-STOP");
    }

    /** As AWS Lambda does when the next call comes. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        for (Process process : processes) {
            try {
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        thaw();
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        calls.close();
    }
}
