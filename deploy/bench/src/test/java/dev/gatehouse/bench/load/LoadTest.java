package dev.gatehouse.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Load on a small server in this process. */
class LoadTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            int number = asked.incrementAndGet();
            // A length of 0 stands for chunks.
            exchange.sendResponseHeaders(number == 20 ? 503 : 200, number % 2 == 0 ? 0 : 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyConnectionIsAnswered() {
        Round round = Load.drive(address(), List.of(dialogue(), dialogue(), dialogue()), Duration.ZERO);
        assertNull(round.failure());
        assertEquals(3, round.requests());
        assertEquals(3, round.latencies().getTotalCount());
    }

    @Test
    void theFirstFailureEndsTheRound() {
        Round round = Load.drive(address(), List.of(dialogue()), Duration.ofSeconds(30));
        assertEquals("answer 503: hello", round.failure());
        assertEquals(19, round.requests());
    }

    @Test
    void nobodyThereIsAFailure() {
        URI gone = address();
        server.stop(0);
        Round round = Load.drive(gone, List.of(dialogue()), Duration.ofSeconds(30));
        assertNotNull(round.failure());
        assertTrue(round.failure().startsWith("cannot connect"), round.failure());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Dialogue dialogue() {
        return new Repeated(List.of(REQUEST), 0, "hello");
    }
}
