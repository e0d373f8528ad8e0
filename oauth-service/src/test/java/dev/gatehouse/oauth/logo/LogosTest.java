package dev.gatehouse.oauth.logo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.OnThisMachine;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientPages;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.Reach;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers get as the logo of a client. */
@QuarkusTest
@TestProfile(OnThisMachine.class)
class LogosTest {
    /** So many are asked for at once. */
    private static final int OF_A_HOST = 4;

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};
    private final Logos logos;
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore asked = new Semaphore(0);
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String type = "image/png";
    private HttpServer server;

    @Inject
    LogosTest(Clients clients, GuardedFetch fetch) {
        logos = new Logos(clients, fetch);
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            asked.release();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, true",
        "image/jpeg, true",
        "image/webp, true",
        "image/gif, true",
        "image/svg+xml, false",
        "text/html, false",
        "application/octet-stream, false"
    })
    void onlyAPictureIsOne(String type, boolean good) {
        this.type = type;
        Optional<Fetched> found = found("/logo");
        assertEquals(good, found.isPresent());
        found.ifPresent(logo -> {
            assertArrayEquals(PICTURE, logo.body());
            assertEquals(type, logo.contentType());
        });
    }

    @Test
    void itIsFetchedOnce() {
        for (int i = 0; i < 3; i++) {
            assertTrue(found("/same").isPresent());
        }
        assertEquals(1, calls.get());
    }

    /** That we were busy says nothing of the address. */
    @Test
    void whatWasNotAskedForIsAskedForLater() throws Exception {
        held = new CountDownLatch(1);
        var slow = new ArrayList<CompletableFuture<Optional<Fetched>>>();
        for (int i = 0; i < OF_A_HOST; i++) {
            slow.add(at("/slow" + i).subscribeAsCompletionStage());
        }
        assertTrue(asked.tryAcquire(OF_A_HOST, 20, TimeUnit.SECONDS));
        assertTrue(found("/later").isEmpty());
        held.countDown();
        for (var each : slow) {
            assertTrue(each.get(20, TimeUnit.SECONDS).isPresent());
        }
        assertEquals(OF_A_HOST, calls.get());
        assertTrue(found("/later").isPresent());
    }

    private Uni<Optional<Fetched>> at(String path) {
        return logos.at(
                new Logos.Place("http://127.0.0.1:" + server.getAddress().getPort() + path, Reach.HOUSE));
    }

    private Optional<Fetched> found(String path) {
        return at(path).await().indefinitely();
    }

    @Test
    void itIsThatOfTheLanguageAndOfClientsThatSomebodyHasVouchedFor() {
        var pages = new ClientPages(
                null,
                "https://app.example/logo.png",
                null,
                null,
                List.of(),
                new JsonObject(Map.of("logo_uri#de", "https://app.example/de.png")),
                null,
                null);
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        RegisteredClient client = Fixtures.but(plain, pages);
        assertEquals("https://app.example/logo.png", Logos.shown(client, Language.ENGLISH));
        assertEquals("https://app.example/de.png", Logos.shown(client, Language.GERMAN));
        var stranger = new ClientOrigin(ClientOrigin.Kind.dynamic, true, null, null);
        assertNull(Logos.shown(Fixtures.but(client, stranger), Language.ENGLISH));
        assertNull(Logos.shown(plain, Language.ENGLISH));
    }
}
