package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.token.keys.KeyRotation.Rotated;
import dev.gatehouse.token.keys.SigningKey.State;
import dev.gatehouse.token.keys.TestKeys.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who makes a key, and when it signs and goes; of the algorithm that nothing else in these tests signs with. */
@QuarkusTest
@Timeout(60)
class KeyRotationTest {
    private static final Algorithm EDDSA = Algorithm.EdDSA;
    private final KeyRing service;
    private final Cryptography cryptography;
    private final ExecutorService threads;
    private final Database database;

    @Inject
    KeyRotationTest(
            KeyRing service, Cryptography cryptography, @VirtualThreads ExecutorService threads, Database database) {
        this.service = service;
        this.cryptography = cryptography;
        this.threads = threads;
        this.database = database;
    }

    @BeforeEach
    void oneKeySigns() {
        keys(Settings.of(EDDSA)).rotation.replace(EDDSA);
    }

    @AfterEach
    void theServiceKnowsWhatBecameOfTheKeys() {
        oneKeySigns();
        service.reload().join();
    }

    @Test
    void theNewKeyBeginsWhereTheOldOneEnds() {
        TestKeys keys = keys(Settings.of(EDDSA));
        String old = keys.ring(threads).signing(EDDSA).kid();
        Rotated rotated = keys.rotation.rotate(EDDSA);
        assertTrue(rotated.made());
        Keys read = keys.store.read(null);
        SigningKey before = key(read, old);
        SigningKey after = key(read, rotated.key().kid());
        assertEquals(before.life().retiresAt(), after.life().activatesAt());
        assertEquals(
                Duration.ofMillis(360),
                Duration.between(after.life().createdAt(), after.life().activatesAt()));
        Instant retirement = after.life().activatesAt();
        assertEquals(retirement.plusMillis(700), before.life().goneAt());
        assertEquals(State.active, before.life().at(retirement.minusMillis(1)));
        assertEquals(State.published, after.life().at(retirement.minusMillis(1)));
        assertEquals(State.retired, before.life().at(retirement));
        assertEquals(State.active, after.life().at(retirement));
        assertEquals(State.gone, before.life().at(retirement.plusMillis(700)));
    }

    @Test
    void ofEightRotatorsOneMakesAKey() throws Exception {
        assertEquals(1, inTurn(rotation -> rotation.rotate(EDDSA)).size());
        assertEquals(2, count());
    }

    @Test
    void ofEightWhoDeclareAKeyCompromisedOneReplacesIt() throws Exception {
        String old = keys(Settings.of(EDDSA)).ring(threads).signing(EDDSA).kid();
        Set<String> made = inTurn(rotation -> rotation.replace(EDDSA));
        assertEquals(1, made.size());
        assertFalse(made.contains(old));
        assertEquals(1, count());
    }

    @Test
    void ofEightReplicasOneRotatesOnSchedule() throws Exception {
        var settings = new Settings(Set.of(EDDSA), List.of(TestKeys.SEALING), Duration.ofDays(90));
        assertFalse(keys(settings).rotation.keepUp(EDDSA, keys(settings).store.read(null)));
        database.update("update token.signing_keys set activates_at = activates_at - interval '90 days'"
                + " where algorithm = 'EdDSA'");
        Keys due = keys(settings).store.read(null);
        var gate = new CyclicBarrier(8);
        Callable<Boolean> replica = () -> {
            KeyRotation rotation = keys(settings).rotation;
            gate.await();
            return rotation.keepUp(EDDSA, due);
        };
        for (var done : threads.invokeAll(Collections.nCopies(8, replica))) {
            done.get();
        }
        assertEquals(2, count());
        keys(settings).rotation.keepUp(EDDSA, keys(settings).store.read(null));
        assertEquals(2, count());
    }

    @Test
    void whatIsGoneIsRemoved() {
        TestKeys keys = keys(Settings.of(EDDSA));
        keys.rotation.rotate(EDDSA);
        assertFalse(keys.rotation.keepUp(EDDSA, keys.store.read(null)));
        database.update(
                "update token.signing_keys set gone_at = now() where algorithm = 'EdDSA' and gone_at is not null");
        Keys read = keys.store.read(null);
        assertEquals(1, ofEddsa(read));
        assertEquals(2, count());
        assertTrue(keys.rotation.keepUp(EDDSA, read));
        assertEquals(1, count());
    }

    @Test
    void aKeyThatWasHeardOfLateDoesNotSignYet() {
        TestKeys keys = keys(Settings.of(EDDSA));
        String age =
                "update token.signing_keys set created_at = created_at - interval '1 hour' where algorithm = 'EdDSA'";
        database.update(age);
        Keys known = keys.store.read(null);
        String old = known.signing(EDDSA).kid();
        keys.rotation.rotate(EDDSA);
        database.update(
                "update token.signing_keys set activates_at = now() where algorithm = 'EdDSA' and retires_at is null");
        database.update("update token.signing_keys set retires_at = now(), gone_at = now() + interval '1 hour'"
                + " where algorithm = 'EdDSA' and retires_at is not null");
        database.update(age);
        Keys late = keys.store.read(known);
        assertEquals(old, late.signing(EDDSA).kid());
        // A replica that starts, or has none before it, signs with it at once.
        assertNotEquals(old, keys.store.read(null).signing(EDDSA).kid());
        database.update("delete from token.signing_keys where kid = ?", old);
        assertNotEquals(old, keys.store.read(late).signing(EDDSA).kid());
    }

    @Test
    void sealingKeysAreRotated() {
        List<String> both = List.of(TestKeys.OTHER_SEALING, TestKeys.SEALING);
        String kid = keys(Settings.of(EDDSA)).ring(threads).signing(EDDSA).kid();
        // As rows are that were sealed when there was one key.
        database.update("update token.signing_keys set sealed_by = null where algorithm = 'EdDSA'");
        TestKeys rotated = keys(new Settings(Set.of(EDDSA), both, Duration.ZERO));
        KeyRing ring = rotated.ring(threads);
        assertEquals(kid, ring.signing(EDDSA).kid());
        assertTrue(rotated.rotation.keepUp(EDDSA, ring.keys()));
        assertFalse(rotated.rotation.keepUp(EDDSA, ring.reload().join()));

        KeyRing other = keys(new Settings(Set.of(EDDSA), List.of(TestKeys.OTHER_SEALING), Duration.ZERO))
                .ring(threads);
        assertEquals(kid, other.signing(EDDSA).kid());
        byte[] input = {1, 2, 3};
        assertTrue(ring.verifies(ring.signing(EDDSA), input, other.sign(other.signing(EDDSA), input)));

        // A replica with the old key alone goes on while it runs, verifies when it reads, and does not start.
        TestKeys without = keys(Settings.of(EDDSA));
        assertTrue(without.store.read(null).find(kid) != null);
        assertThrows(IllegalStateException.class, () -> without.store.read(null).signing(EDDSA));
        assertThrows(IllegalStateException.class, () -> without.ring(threads));
    }

    @Test
    void settingsThatWouldReplaceKeysBeforeTheySignAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> keys(new Settings(Set.of(EDDSA), List.of(TestKeys.SEALING), Duration.ofMillis(500))));
        assertThrows(IllegalArgumentException.class, () -> keys(new Settings(Set.of(EDDSA), List.of(), Duration.ZERO)));
    }

    /** What eight replicas came to that all asked before any had its turn. */
    private Set<String> inTurn(Function<KeyRotation, Rotated> work) throws Exception {
        var asking = new ArrayList<Future<Rotated>>();
        database.transaction(sql -> {
            sql.list(row -> row, "select * from token.signing_key_turns where algorithm = 'EdDSA' for update");
            for (int i = 0; i < 8; i++) {
                asking.add(threads.submit(() -> work.apply(keys(Settings.of(EDDSA)).rotation)));
            }
            while (waiting(sql) < 8) {
                assertFalse(Thread.interrupted());
                LockSupport.parkNanos(1_000_000);
            }
            return asking;
        });
        var kids = new HashSet<String>();
        int made = 0;
        for (Future<Rotated> asked : asking) {
            kids.add(asked.get().key().kid());
            made += asked.get().made() ? 1 : 0;
        }
        assertEquals(1, made);
        return kids;
    }

    private static int waiting(Database.Statements sql) {
        return sql.list(row -> row.getInt("waiting"), "select count(*) as waiting from pg_locks where not granted")
                .getFirst();
    }

    private TestKeys keys(KeysConfig config) {
        return new TestKeys(database, cryptography, config);
    }

    private int count() {
        return database.list(
                        row -> row.getString("kid"), "select kid from token.signing_keys where algorithm = 'EdDSA'")
                .size();
    }

    private static long ofEddsa(Keys keys) {
        return keys.published().stream().filter(key -> key.algorithm() == EDDSA).count();
    }

    private static SigningKey key(Keys keys, String kid) {
        SigningKey key = keys.find(kid);
        if (key == null) {
            throw new AssertionError("there is no key " + kid);
        }
        return key;
    }
}
