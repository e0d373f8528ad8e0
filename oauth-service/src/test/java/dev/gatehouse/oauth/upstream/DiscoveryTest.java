package dev.gatehouse.oauth.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.oauth.OnThisMachine;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import dev.gatehouse.oauth.provider.Registrations;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how long it is known what a provider publishes, and that it cannot be had. */
@QuarkusTest
@TestProfile(OnThisMachine.class)
class DiscoveryTest {
    /** So many are asked for at once. */
    private static final int OF_A_HOST = 4;

    private final GuardedFetch fetch;
    private final Discovery discovery;
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int status = 200;
    private HttpServer server;
    private String issuer;

    @Inject
    DiscoveryTest(GuardedFetch fetch) {
        this.fetch = fetch;
        discovery = new Discovery(fetch);
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> {
            calls.incrementAndGet();
            byte[] body = "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}"
                    .formatted(issuer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
            waiting.release();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void itIsAskedForOnce() {
        var provider = Registrations.openId("p", issuer);
        var published = Optional.of(new Discovery.Published(issuer + "/keys", null));
        assertEquals(published, discovery.of(provider));
        assertEquals(published, discovery.of(provider));
        assertEquals(1, calls.get());
    }

    @Test
    void nothingIsToBeHadForAsLong() {
        status = 500;
        var provider = Registrations.openId("p", issuer);
        assertEquals(Optional.empty(), discovery.of(provider));
        status = 200;
        assertEquals(Optional.empty(), discovery.of(provider));
        assertEquals(1, calls.get());
    }

    /** That we were busy says nothing of the provider. */
    @Test
    void whatWasNotAskedForIsAskedForLater() throws Exception {
        var slow = new ArrayList<CompletableFuture<Fetch>>();
        for (int i = 0; i < OF_A_HOST; i++) {
            slow.add(fetch.get(URI.create(issuer + "/slow"), Kind.DISCOVERY, Reach.HOUSE)
                    .subscribeAsCompletionStage());
        }
        assertTrue(waiting.tryAcquire(OF_A_HOST, 20, TimeUnit.SECONDS));
        var provider = Registrations.openId("p", issuer);
        assertEquals(Optional.empty(), discovery.of(provider));
        assertEquals(0, calls.get());
        over.countDown();
        for (var each : slow) {
            each.get(20, TimeUnit.SECONDS);
        }
        assertTrue(discovery.of(provider).isPresent());
    }
}
