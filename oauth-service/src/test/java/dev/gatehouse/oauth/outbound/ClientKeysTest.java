package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how long keys count that were fetched, and when they are fetched again. */
class ClientKeysTest {
    private static final String KEYS = """
            {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "%s", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
            """;
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int status = 200;
    private volatile String kid = "one";
    private HttpServer server;
    private ClientKeys keys;
    private RegisteredClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            calls.incrementAndGet();
            byte[] body = KEYS.formatted(kid).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        keys = new ClientKeys(
                new GuardedFetch(new Outbound(List.of("127.0.0.0/8"), Duration.ofSeconds(5)), vertx, threads),
                now::get);
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
        client = Fixtures.but(
                plain, new ClientProof(null, uri, null, null, null, null, null, null, false, false), plain.requests());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
        threads.shutdownNow();
    }

    /** Anybody can send an assertion that names a key which is not there. */
    @Test
    void whileTheyCannotBeHadAnewTheOldOnesCount() {
        assertEquals(1, signing("one"));
        status = 500;
        after(Duration.ofMinutes(2));
        assertEquals(0, signing("other"));
        assertEquals(1, signing("one"));
        assertEquals(2, calls.get());
        after(Duration.ofMinutes(30));
        assertEquals(1, signing("one"));
        assertEquals(3, calls.get());
        status = 200;
        kid = "two";
        after(Duration.ofMinutes(2));
        assertEquals(1, signing("two"));
        assertEquals(0, signing("one"));
        assertEquals(4, calls.get());
    }

    /** So a client can change its key (oidcc-refresh-token-rp-key-rotation). */
    @Test
    void forAnUnknownKeyTheyAreFetchedOnceAMinute() {
        assertEquals(1, signing("one"));
        kid = "two";
        after(Duration.ofSeconds(59));
        for (int i = 0; i < 5; i++) {
            assertEquals(0, signing("two"));
        }
        assertEquals(1, calls.get());
        after(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertEquals(1, signing("two"));
            assertEquals(0, signing("one"));
            assertEquals(0, signing("other" + i));
        }
        assertEquals(2, calls.get());
    }

    @Test
    void afterTenMinutesTheyAreFetchedAnew() {
        assertEquals(1, signing("one"));
        after(Duration.ofMinutes(9));
        assertEquals(1, signing("one"));
        assertEquals(1, calls.get());
        kid = "two";
        after(Duration.ofMinutes(1));
        assertEquals(0, signing("one"));
        assertEquals(2, calls.get());
    }

    @Test
    void oldOnesCountForADayAndNoLonger() {
        assertEquals(1, signing("one"));
        status = 500;
        after(Duration.ofHours(23));
        assertEquals(1, signing("one"));
        after(Duration.ofHours(1));
        assertInstanceOf(
                ClientKeys.Unavailable.class,
                keys.signing(client, "EdDSA", "one").await().indefinitely());
    }

    private int signing(String named) {
        var answer = keys.signing(client, "EdDSA", named).await().indefinitely();
        return assertInstanceOf(ClientKeys.Found.class, answer).keys().size();
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
