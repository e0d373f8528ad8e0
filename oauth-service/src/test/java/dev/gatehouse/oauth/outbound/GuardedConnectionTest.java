package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No server keeps a connection, be it that it answers without an end, or not at all. */
class GuardedConnectionTest {
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        vertx.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 Not Found | application/json | answers 404",
                "302 Found | application/json | answers 302",
                "200 OK | text/html | has another type than [application/json, application/jwk-set+json]",
                "200 OK | application/json | is too long"
            })
    void whoAnswersWithoutAnEndIsLeft(String status, String type, String why) throws Exception {
        threads.execute(() -> answer("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n", true));
        assertEquals(
                new Refused(why),
                fetch().get(address(), Kind.KEYS, Reach.HOUSE).await().indefinitely());
        closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoDoesNotAnswerIsLeft() throws Exception {
        threads.execute(() -> answer("", false));
        assertEquals(
                new Refused("takes too long"),
                fetch().get(address(), Kind.KEYS, Reach.HOUSE).await().indefinitely());
        closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoEndsInTheMiddleIsLeft() throws Exception {
        threads.execute(
                () -> answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{", false));
        assertEquals(
                new Refused("takes too long"),
                fetch().get(address(), Kind.KEYS, Reach.HOUSE).await().indefinitely());
        closed.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"200 OK", "503 Service Unavailable"})
    void whatAFormIsAnsweredByIsNotWaitedFor(String status) throws Exception {
        threads.execute(() -> answer("HTTP/1.1 " + status + "\r\nContent-Length: 1000000\r\n\r\n", false));
        var answer = fetch().post(address(), Reach.HOUSE, Map.of("a", "b"), Duration.ofSeconds(10))
                .await()
                .indefinitely();
        assertEquals(status.startsWith("503"), answer.equals(new Refused("answers 503")));
        closed.get(20, TimeUnit.SECONDS);
    }

    /** @param on whether it goes on for as long as somebody listens */
    private void answer(String begin, boolean on) {
        try (Socket socket = server.accept()) {
            var in = socket.getInputStream();
            for (var asked = new StringBuilder(); asked.indexOf("\r\n\r\n") < 0; ) {
                asked.append((char) in.read());
            }
            var out = socket.getOutputStream();
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            while (on) {
                out.write(new byte[8192]);
            }
            int read = 0;
            while (read >= 0) {
                read = in.read();
            }
            closed.complete(null);
        } catch (IOException e) {
            closed.complete(null);
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys");
    }

    private GuardedFetch fetch() {
        return new GuardedFetch(new Outbound(List.of("127.0.0.0/8"), Duration.ofSeconds(1)), vertx, threads);
    }
}
