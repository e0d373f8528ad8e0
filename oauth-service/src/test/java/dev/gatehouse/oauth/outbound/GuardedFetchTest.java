package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetchTest {
    private static final String KEYS = """
            {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "one",
                       "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}, {"kty": "oct", "k": "aw"}, {"kty": "XY"}]}
            """;
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<String> posted = new AtomicReference<>("");
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        answer("/keys", 200, "application/json; charset=utf-8", KEYS.getBytes(StandardCharsets.UTF_8));
        answer("/page", 200, "text/html", "<p>".getBytes(StandardCharsets.UTF_8));
        answer("/gone", 404, "application/json", new byte[0]);
        answer("/long", 200, "application/json", new byte[64 * 1024 + 1]);
        answer("/full", 200, "application/json", new byte[64 * 1024]);
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
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
        server.createContext("/post", exchange -> {
            posted.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private void answer(String path, int status, String type, byte[] body) {
        server.createContext(path, exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        vertx.close();
        threads.shutdownNow();
    }

    @Test
    void whatIsAllowedIsFetched() {
        var fetched = assertInstanceOf(Fetched.class, get("/keys"));
        assertEquals("application/json", fetched.contentType());
        assertArrayEquals(KEYS.getBytes(StandardCharsets.UTF_8), fetched.body());
        assertEquals(64 * 1024, assertInstanceOf(Fetched.class, get("/full")).body().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/page | has another type than [application/json, application/jwk-set+json]",
                "/gone | answers 404",
                "/long | is too long",
                "/elsewhere | answers 302",
                "/slow | takes too long"
            })
    void anythingElseIsRefused(String path, String why) {
        assertEquals(new Refused(why), get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:%d/keys",
                "http://127.0.0.1:%d/keys",
                "https://127.0.0.1:%d/keys",
                "http://[::1]:%d/keys",
                "https://[::1]:%d/keys",
                "https://localhost:%d/keys"
            })
    void nothingOfTheHouseIsReached(String address) {
        URI uri = URI.create(address.formatted(server.getAddress().getPort()));
        assertEquals(
                new Refused("leads to no address that may be reached"),
                fetch(List.of()).get(uri, Kind.KEYS, Reach.HOUSE).await().indefinitely());
        assertEquals(0, calls.get());
    }

    /** Anybody can be such a client, and be led there. */
    @Test
    void whatIsAllowedIsNotForStrangers() {
        assertEquals(
                new Refused("leads to no address that may be reached"),
                fetch(List.of("127.0.0.0/8"))
                        .get(address("/keys"), Kind.KEYS, Reach.PUBLIC)
                        .await()
                        .indefinitely());
        assertEquals(0, calls.get());
    }

    /** Whatever one purpose has fetched, of a slow server too, takes nothing from another. */
    @Test
    void eachPurposeHasItsOwn() throws Exception {
        GuardedFetch fetch = fetch(List.of("127.0.0.0/8"), Duration.ofMinutes(1));
        var slow = new ArrayList<CompletableFuture<Fetch>>();
        for (int i = 0; i < Budgets.OF_A_HOST; i++) {
            slow.add(fetch.get(address("/slow"), Kind.REQUEST_OBJECT, Reach.HOUSE)
                    .subscribeAsCompletionStage());
        }
        assertTrue(waiting.tryAcquire(Budgets.OF_A_HOST, 20, TimeUnit.SECONDS));
        assertEquals(
                new Busy("is asked too much at once"),
                fetch.get(address("/slow"), Kind.REQUEST_OBJECT, Reach.HOUSE)
                        .await()
                        .indefinitely());
        assertInstanceOf(
                Fetched.class,
                fetch.get(address("/keys"), Kind.KEYS, Reach.HOUSE).await().indefinitely());
        over.countDown();
        for (var each : slow) {
            each.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "https:///keys", "https://user@127.0.0.1/keys"})
    void whatIsNoAddressIsNotReached(String address) {
        assertEquals(
                new Refused("is no address"),
                fetch(List.of("127.0.0.0/8"))
                        .get(URI.create(address), Kind.KEYS, Reach.HOUSE)
                        .await()
                        .indefinitely());
    }

    @Test
    void whoAsksForTheSameKeysGoesOnEachOnItsOwnContext() throws Exception {
        var keys = new ClientKeys(fetch(List.of("127.0.0.0/8")));
        RegisteredClient client = clientWith(null, address("/keys").toString());
        var same = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < 4; i++) {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            var reached = new CompletableFuture<Boolean>();
            same.add(reached);
            own.runOnContext(ignored -> keys.signing(client, "EdDSA", "one")
                    .subscribe()
                    .with(found -> reached.complete(Vertx.currentContext() == own), reached::completeExceptionally));
        }
        for (var reached : same) {
            assertTrue(reached.get(20, TimeUnit.SECONDS));
        }
        assertEquals(1, calls.get());
    }

    @Test
    void aFormIsSent() {
        var answer = fetch(List.of("127.0.0.0/8"))
                .post(address("/post"), Reach.HOUSE, Map.of("logout_token", "a b"), Duration.ofSeconds(2))
                .await()
                .indefinitely();
        assertInstanceOf(Fetched.class, answer);
        assertEquals("logout_token=a+b", posted.get());
    }

    @Test
    void keysAreFetchedOnceHoweverManyAreUnknown() {
        var keys = new ClientKeys(fetch(List.of("127.0.0.0/8")));
        RegisteredClient client = clientWith(null, address("/keys").toString());
        assertEquals(1, signing(keys, client, "one"));
        for (int i = 0; i < 5; i++) {
            assertEquals(0, signing(keys, client, "other" + i));
        }
        assertEquals(1, calls.get());
        assertInstanceOf(
                ClientKeys.Unavailable.class,
                keys.of(clientWith(null, address("/page").toString())).await().indefinitely());
    }

    private static int signing(ClientKeys keys, RegisteredClient client, String kid) {
        var answer = keys.signing(client, "EdDSA", kid).await().indefinitely();
        return assertInstanceOf(ClientKeys.Found.class, answer).keys().size();
    }

    @Test
    void keysThatAreRegisteredAreReadOnce() throws JoseException {
        var keys = new ClientKeys(fetch(List.of()));
        var first = keys.of(clientWith(new JsonObject(JsonUtil.parseJson(KEYS)), null))
                .await()
                .indefinitely();
        assertEquals(1, assertInstanceOf(ClientKeys.Found.class, first).keys().size());
        // As read from the database once more.
        assertSame(
                first,
                keys.of(clientWith(new JsonObject(JsonUtil.parseJson(KEYS)), null))
                        .await()
                        .indefinitely());
        var changed = new JsonObject(JsonUtil.parseJson(KEYS.replace("\"one\"", "\"two\"")));
        assertEquals(0, signing(keys, clientWith(changed, null), "one"));
        assertEquals(1, signing(keys, clientWith(changed, null), "two"));
    }

    private static RegisteredClient clientWith(@Nullable JsonObject jwks, @Nullable String jwksUri) {
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        var proof = new ClientProof(jwks, jwksUri, null, null, null, null, null, null, false, false);
        return Fixtures.but(plain, proof);
    }

    private Fetch get(String path) {
        return fetch(List.of("127.0.0.0/8"))
                .get(address(path), Kind.KEYS, Reach.HOUSE)
                .await()
                .indefinitely();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private GuardedFetch fetch(List<String> allowed) {
        return fetch(allowed, Duration.ofSeconds(2));
    }

    private GuardedFetch fetch(List<String> allowed, Duration timeout) {
        return new GuardedFetch(new Outbound(allowed, timeout), vertx, threads);
    }
}
