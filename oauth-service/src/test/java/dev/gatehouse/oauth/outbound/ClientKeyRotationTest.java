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
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client puts another key at its jwks_uri (oidcc-refresh-token-rp-key-rotation). */
class ClientKeyRotationTest {
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong now = new AtomicLong();
    private volatile String kid = "old";
    private HttpServer server;
    private RegisteredClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            byte[] body = """
                    {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "%s",
                               "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
                    """.formatted(kid).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
        RegisteredClient plain = Fixtures.client(AuthMethod.private_key_jwt, "", GrantType.authorization_code);
        client = Fixtures.with(
                plain, new ClientProof(null, uri, null, null, null, null, null, null, false, false), plain.requests());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
        threads.shutdownNow();
    }

    @Test
    void aKeyThatIsNotAmongThemIsLookedFor() {
        ClientKeys keys = keys();
        assertEquals(1, found(keys, "old"));
        kid = "new";
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertEquals(1, found(keys, "new"));
        assertEquals(0, found(keys, "old"));
    }

    @Test
    void notSoonerThanAMinuteAfterTheLastTime() {
        ClientKeys keys = keys();
        assertEquals(1, found(keys, "old"));
        kid = "new";
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertEquals(0, found(keys, "new"));
    }

    private int found(ClientKeys keys, String kid) {
        var answer = keys.signing(client, "EdDSA", kid).await().indefinitely();
        return assertInstanceOf(ClientKeys.Found.class, answer).keys().size();
    }

    private ClientKeys keys() {
        var config = new OutboundConfig() {
            @Override
            public Optional<List<String>> allowedNetworks() {
                return Optional.of(List.of("127.0.0.0/8"));
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }
        };
        return new ClientKeys(new GuardedFetch(config, vertx, threads), now::get);
    }
}
