package dev.gatehouse.oauth.requestobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.limit.Shares;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.OnThisMachine;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.requestobject.ReferredObjects.Found;
import dev.gatehouse.oauth.requestobject.ReferredObjects.Nothing;
import dev.gatehouse.oauth.requestobject.ReferredObjects.There;
import dev.gatehouse.oauth.requestobject.ReferredObjects.TooMany;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is fetched for whoever names a client, and how often. */
@QuarkusTest
@TestProfile(OnThisMachine.class)
class ReferredObjectsTest {
    /** Of {@code object}. */
    private static final String HASH = "KVjUFtCKpaRy17UJA2y36v1UKt2EUn5moUXqZMtM3HU";

    private final GuardedFetch fetch;
    private final Limiter limiter;
    private final Shares shares;
    private final RedisDataSource redis;
    private final AtomicInteger calls = new AtomicInteger();
    private final RegisteredClient client = Fixtures.named(
            Fixtures.client(AuthMethod.none, "", GrantType.authorization_code),
            UUID.randomUUID().toString(),
            List.of(Fixtures.CALLBACK));
    private volatile int status = 200;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile @Nullable String cacheControl;
    private HttpServer server;
    private ReferredObjects objects;

    @Inject
    ReferredObjectsTest(GuardedFetch fetch, Limiter limiter, Shares shares, RedisDataSource redis) {
        this.fetch = fetch;
        this.limiter = limiter;
        this.shares = shares;
        this.redis = redis;
    }

    @BeforeEach
    void serve() throws IOException {
        objects = new ReferredObjects(fetch, limiter, shares);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = "object".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/jwt");
            if (cacheControl != null) {
                exchange.getResponseHeaders().add("Cache-Control", cacheControl);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Set<String> counts = Set.copyOf(redis.key().keys("oauth:limit:request-uri*"));
        if (!counts.isEmpty()) {
            redis.key().del(counts.toArray(String[]::new));
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneThatItsAddressNamesByItsHashIsFetchedOnce() {
        for (int i = 0; i < 3; i++) {
            assertEquals(new There("object"), objects.at(client, address("/#" + HASH)));
        }
        assertEquals(1, calls.get());
        // Another hash is another object, and one that it is not does not stay.
        String other = address("/#" + HASH.replace('K', 'L'));
        objects.at(client, other);
        objects.at(client, other);
        assertEquals(3, calls.get());
    }

    @Test
    void anyOtherIsKeptForAsLongAsItSays() {
        objects.at(client, address("/a"));
        objects.at(client, address("/a"));
        assertEquals(2, calls.get());
        cacheControl = "max-age=60";
        objects.at(client, address("/b"));
        objects.at(client, address("/b"));
        assertEquals(3, calls.get());
    }

    @Test
    void whatIsNotThereIsNotAskedForAgainAtOnce() {
        status = 404;
        assertEquals(new Nothing(), objects.at(client, address("/a")));
        assertEquals(new Nothing(), objects.at(client, address("/a")));
        assertEquals(1, calls.get());
    }

    @Test
    void ofThoseWhoAskAtOnceOneAsks() throws Exception {
        cacheControl = "max-age=60";
        held = new CountDownLatch(1);
        var ready = new CountDownLatch(10);
        var found = new ArrayList<Future<Found>>();
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                found.add(askers.submit(() -> {
                    ready.countDown();
                    return objects.at(client, address("/a"));
                }));
            }
            assertTrue(ready.await(20, TimeUnit.SECONDS));
            while (calls.get() == 0) {
                Thread.sleep(5);
            }
            held.countDown();
            for (var each : found) {
                assertEquals(new There("object"), each.get(20, TimeUnit.SECONDS));
            }
        }
        assertEquals(1, calls.get());
    }

    /** Nobody who only names a client can have more fetched. */
    @Test
    void fromOneNetworkSoManyAreFetched() {
        for (int i = 0; i < 60; i++) {
            assertEquals(new There("object"), objects.at(client, address("/")));
        }
        assertEquals(new TooMany(), objects.at(client, address("/")));
        RegisteredClient another = another();
        int more = 0;
        while (!(objects.at(another, address("/")) instanceof TooMany)) {
            more++;
        }
        assertTrue(more > 0 && 60 + more <= ReferredObjects.MOST_OF_NETWORK, "more: " + more);
        assertEquals(new TooMany(), objects.at(another(), address("/")));
    }

    private RegisteredClient another() {
        return Fixtures.named(client, UUID.randomUUID().toString(), List.of(Fixtures.CALLBACK));
    }

    @Test
    void ofAClientThatRegisteredItselfNothingOfTheHouseIsFetched() {
        var stranger = Fixtures.but(client, new ClientOrigin(ClientOrigin.Kind.dynamic, true, null, null));
        assertInstanceOf(Nothing.class, objects.at(stranger, address("/#" + HASH)));
        assertEquals(0, calls.get());
        // Nor what others have had fetched.
        assertEquals(new There("object"), objects.at(client, address("/#" + HASH)));
        assertInstanceOf(Nothing.class, objects.at(stranger, address("/#" + HASH)));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
