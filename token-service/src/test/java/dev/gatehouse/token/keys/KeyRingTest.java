package dev.gatehouse.token.keys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.standstill.Standstill;
import dev.gatehouse.token.keys.TestKeys.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a replica knows of the keys, and how it learns of those that others made. */
@QuarkusTest
@Timeout(60)
class KeyRingTest {
    private final KeyRing service;
    private final Cryptography cryptography;
    private final ExecutorService threads;
    private final Database database;
    private final Vertx vertx;

    @Inject
    KeyRingTest(
            KeyRing service,
            Cryptography cryptography,
            @VirtualThreads ExecutorService threads,
            Database database,
            Vertx vertx) {
        this.service = service;
        this.cryptography = cryptography;
        this.threads = threads;
        this.database = database;
        this.vertx = vertx;
    }

    @AfterEach
    void theServiceKnowsWhatBecameOfTheKeys() {
        service.reload().join();
    }

    @Test
    void publishesPublicKeysOnly() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("Cache-Control", "public, max-age=300")
                .body("keys.alg", hasItems("ES256", "EdDSA", "RS256", "PS256"))
                .body("keys.use", everyItem(equalTo("sig")))
                .body("keys.flatten()*.keySet().flatten()", not(hasItems("d")))
                .body("keys.flatten()*.keySet().flatten()", not(hasItems("p")));
    }

    @Test
    void whoeverHasTheKeysThatThereAreIsToldSo() {
        String tag = given().get("/.well-known/jwks.json").header("ETag");
        assertTrue(tag.startsWith("\"") && tag.length() > 40, tag);
        for (String known : List.of(tag, "\"x\", " + tag, "*")) {
            given().header("If-None-Match", known)
                    .get("/.well-known/jwks.json")
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Cache-Control", "public, max-age=300")
                    .body(emptyString());
        }
        keys(Settings.of(Algorithm.EdDSA)).rotation.rotate(Algorithm.EdDSA);
        service.reload().join();
        given().header("If-None-Match", tag)
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("ETag", not(tag))
                .body("keys.alg", hasItems("ES256", "EdDSA"));
    }

    @Test
    void replicasThatStartAtOnceEndUpWithTheSameKey() throws Exception {
        database.update("delete from token.signing_keys where algorithm = 'EdDSA'");
        Callable<String> start = () -> keys(Settings.of(Algorithm.EdDSA))
                .ring(threads)
                .signing(Algorithm.EdDSA)
                .kid();
        var kids = threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> start).toList());
        for (var kid : kids) {
            assertEquals(kids.getFirst().get(), kid.get());
        }
    }

    @Test
    void aKeyIsKnownBeforeItSigns() {
        TestKeys keys = keys(Settings.of(Algorithm.EdDSA));
        KeyRing ring = keys.ring(threads);
        String before = ring.signing(Algorithm.EdDSA).kid();
        String made = keys.rotation.rotate(Algorithm.EdDSA).key().kid();
        assertEquals(made, find(ring, made).kid());
        assertTrue(ring.published().stream().anyMatch(jwk -> made.equals(jwk.get("kid"))));
        assertNotEquals(made, before);
    }

    /** Frozen, it heard no word of the removal. */
    @Test
    void aReplicaThatStoodStillAsksBeforeItTakesAKeyThatItKnew() {
        TestKeys keys = keys(Settings.of(Algorithm.EdDSA));
        var millis = new AtomicLong();
        KeyRing ring = keys.ring(threads, new Standstill(() -> 0, () -> Instant.ofEpochMilli(millis.get())));
        String removed = ring.signing(Algorithm.EdDSA).kid();
        String kept = keys.rotation.replace(Algorithm.EdDSA).key().kid();
        database.update("delete from token.signing_keys where kid = ?", removed);
        assertEquals(removed, find(ring, removed).kid());
        assertTrue(ring.knows(removed));
        millis.addAndGet(10_000);
        // Else a token of it that was read before would count.
        assertFalse(ring.knows(kept));
        assertTrue(ring.find(removed).await().indefinitely().isEmpty());
        assertEquals(kept, find(ring, kept).kid());
        assertTrue(ring.knows(kept));
    }

    /** A replica asks PostgreSQL for one who brings an id that it does not know, whatever others have just brought. */
    @Test
    void noStrangerMakesAGoodKeyUnknown() {
        TestKeys keys = keys(Settings.of(Algorithm.EdDSA));
        KeyRing ring = keys.ring(threads);
        for (int i = 0; i < 10; i++) {
            List<Uni<Boolean>> strangers = Stream.generate(() -> ring.find(Secrets.random()))
                    .limit(50)
                    .map(found -> found.map(key -> key.isPresent()))
                    .toList();
            var asked = Uni.join().all(strangers).andFailFast().subscribeAsCompletionStage();
            String made = keys.rotation.replace(Algorithm.EdDSA).key().kid();
            assertEquals(made, find(ring, made).kid());
            asked.join().forEach(known -> assertEquals(false, known));
        }
    }

    /** A context carries who the caller is. */
    @Test
    void whoWaitedWithOthersGoesOnAsThemselves() throws Exception {
        List<CompletableFuture<Boolean>> answers = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                    var same = new CompletableFuture<Boolean>();
                    own.runOnContext(ignored -> service.find(Secrets.random())
                            .subscribe()
                            .with(found -> same.complete(Vertx.currentContext() == own), same::completeExceptionally));
                    return same;
                })
                .toList();
        for (var same : answers) {
            assertTrue(same.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoeverAsksAtOnceIsAnsweredByFewReadings() {
        var readings = new AtomicInteger();
        TestKeys keys = keys(Settings.of(Algorithm.EdDSA));
        var counting =
                new SigningKeyStore(
                        database, cryptography, new SealingKeys(keys.config), new KeySchedule(keys.config)) {
                    @Override
                    Keys read(@org.jspecify.annotations.Nullable Keys known) {
                        readings.incrementAndGet();
                        return super.read(known);
                    }
                };
        var ring = new KeyRing(
                counting,
                keys.rotation,
                cryptography,
                keys.config,
                new Standstill(() -> 0, () -> Instant.EPOCH),
                threads);
        var strangers =
                Stream.generate(() -> ring.find(Secrets.random())).limit(1_000).toList();
        Uni.join().all(strangers).andFailFast().await().indefinitely();
        assertTrue(readings.get() < 100, readings + " readings");
        int before = readings.get();
        for (String madeUp : new String[] {"", "made-up", "x".repeat(44), "ä".repeat(43), "../".repeat(14) + "x"}) {
            assertTrue(ring.find(madeUp).await().indefinitely().isEmpty());
        }
        String once = Secrets.random();
        for (int i = 0; i < 50; i++) {
            assertTrue(ring.find(once).await().indefinitely().isEmpty());
        }
        assertEquals(before + 1, readings.get());
    }

    @Test
    void privateKeysAreSealedUnderTheirOwnName() {
        record Row(String kid, byte[] sealed) {}
        Row row = database.first(
                        found -> new Row(found.getString("kid"), found.getBytes("private_key")),
                        "select kid, private_key from token.signing_keys where algorithm = 'ES256' limit 1")
                .orElseThrow();
        var sealing = new SealingKeys(Settings.of(Algorithm.ES256));
        assertTrue(sealing.open(row.sealed(), sealing.first(), "token.signing_keys:" + row.kid()).length > 0);
        assertThrows(IllegalStateException.class, () -> sealing.open(row.sealed(), sealing.first(), "another row"));
    }

    private TestKeys keys(KeysConfig config) {
        return new TestKeys(database, cryptography, config);
    }

    private static SigningKey find(KeyRing ring, String kid) {
        return ring.find(kid).await().indefinitely().orElseThrow();
    }
}
