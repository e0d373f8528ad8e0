package dev.gatehouse.suite.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One open stream of revocations. */
public final class Listener implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    private Listener(InputStream body) {
        this.body = body;
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1024);
    }

    /** @param name {@code revocation} or {@code reached} */
    public record Event(String name, long position, String data) {}

    /** Empty where too many are open. @param after null for all that is in force */
    public static Optional<Listener> open(HttpClient http, URI service, String token, @Nullable Long after)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/revocations"))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (after != null) {
            request.header("Last-Event-ID", Long.toString(after));
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() == 503) {
            answer.body().close();
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError("status " + answer.statusCode());
        }
        return Optional.of(new Listener(answer.body()));
    }

    /** The next one; comments, which keep the connection alive, are none. */
    public Event next() throws IOException {
        String name = "";
        String data = "";
        long position = -1;
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            if (line.startsWith("id:")) {
                position = Long.parseLong(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.isEmpty() && position >= 0) {
                return new Event(name, position, data);
            }
        }
    }

    /** Reads over all that is in force. @return the position that the log has come to */
    public long reached() throws IOException {
        Event event;
        do {
            event = next();
        } while (!event.name().equals("reached"));
        return event.position();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
