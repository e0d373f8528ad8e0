package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.database.Database;
import dev.gatehouse.token.keys.TestKeys.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two replicas rotate fifty times, with lives of fractions of a second, while one signs and the other verifies, and so does
 * a client that keeps the published keys for as long as it may and never asks in between.
 */
@QuarkusTest
@Timeout(180)
class RotationUnderLoadTest {
    private static final int ROTATIONS = 50;
    private static final Algorithm EDDSA = Algorithm.EdDSA;

    private final KeyRing service;
    private final TestKeys keys;
    private final ObjectMapper json;
    private final ExecutorService threads;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger verified = new AtomicInteger();
    private final Set<String> kids = ConcurrentHashMap.newKeySet();

    @Inject
    RotationUnderLoadTest(
            KeyRing service,
            Database database,
            Cryptography cryptography,
            ObjectMapper json,
            @VirtualThreads ExecutorService threads) {
        this.service = service;
        this.json = json;
        this.threads = threads;
        keys = new TestKeys(database, cryptography, Settings.of(EDDSA));
    }

    @Test
    void noTokenFailsAtAnyMoment() throws Exception {
        KeyRing one = keys.ring(threads);
        KeyRing other = keys.ring(threads);
        var signing = new Signing(one, json, keys.config);
        var reading = new SignedTokens(other);
        var work = new ArrayList<Future<?>>();
        for (KeyRing ring : List.of(one, other)) {
            work.add(threads.submit(() -> watch(ring)));
        }
        for (int i = 0; i < 2; i++) {
            work.add(threads.submit(() -> verifyAtTheOther(signing, reading)));
            work.add(threads.submit(() -> verifyByPublishedKeys(signing, new Client(one))));
        }
        try {
            for (int made = 0; made < ROTATIONS; ) {
                made += keys.rotation.rotate(EDDSA).made() ? 1 : 0;
                TimeUnit.MILLISECONDS.sleep(5);
            }
            while (keys.store.read(null).signing(EDDSA).life().retiresAt() != null) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } finally {
            over.set(true);
            for (Future<?> done : work) {
                done.get();
            }
            service.reload().join();
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(kids.size() >= ROTATIONS, kids.size() + " keys signed");
        assertTrue(verified.get() > ROTATIONS * 10, verified + " tokens");
        // What they were rotated through does not pile up.
        assertTrue(keys.store.read(null).all().size() < ROTATIONS, "keys are left over");
    }

    /** As a replica does all the time. */
    private void watch(KeyRing ring) {
        while (!over.get()) {
            keys.rotation.keepUp(EDDSA, ring.reload().join());
            pause(20);
        }
    }

    private void verifyAtTheOther(Signing signing, SignedTokens reading) {
        while (!over.get()) {
            String token = token(signing);
            if (reading.read(token).await().indefinitely().isEmpty()) {
                failures.add("the other replica refused " + token);
            }
            verified.incrementAndGet();
            pause(2);
        }
    }

    private void verifyByPublishedKeys(Signing signing, Client client) {
        while (!over.get()) {
            String token = token(signing);
            if (!client.verifies(token)) {
                failures.add("a client refused " + token);
            }
            verified.incrementAndGet();
            pause(2);
        }
    }

    private String token(Signing signing) {
        String token = signing.sign(EDDSA, "at+jwt", Map.of("sub", "ada"));
        kids.add(kid(token));
        return token;
    }

    private String kid(String token) {
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            return json.readTree(new String(header, StandardCharsets.UTF_8))
                    .get("kid")
                    .asText();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what it was given for the whole {@code max-age}. */
    private final class Client {
        private final KeyRing source;
        private List<Map<String, Object>> known = List.of();
        private long until = System.nanoTime();

        Client(KeyRing source) {
            this.source = source;
        }

        boolean verifies(String token) {
            if (System.nanoTime() - until >= 0) {
                known = source.published();
                until = System.nanoTime() + keys.config.jwksMaxAge().toNanos();
            }
            String kid = kid(token);
            return known.stream().filter(jwk -> kid.equals(jwk.get("kid"))).anyMatch(jwk -> {
                try {
                    var jws = new JsonWebSignature();
                    jws.setCompactSerialization(token);
                    jws.setKey(PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey());
                    return jws.verifySignature();
                } catch (JoseException e) {
                    return false;
                }
            });
        }
    }
}
