package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Listener;
import dev.gatehouse.suite.setup.Listener.Event;
import dev.gatehouse.suite.setup.Peer;
import dev.gatehouse.suite.setup.Provisioning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand verifiers at one replica that break off and come back: each is told every revocation, once. */
@Timeout(300)
class ThousandStreamsTest {
    private static final int LISTENERS = 1_000;
    private static final int REVOCATIONS = 60;
    private final Gatehouse gatehouse = Gatehouse.running();
    private final URI replica = URI.create("http://127.0.0.1:" + gatehouse.port("token"));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Provisioning.token(gatehouse, "gatehouse:revocations");
    private final CountDownLatch listening = new CountDownLatch(LISTENERS);
    private final AtomicInteger reconnections = new AtomicInteger();

    @Test
    void everyPositionComesOnceToEach() throws Exception {
        long start;
        try (Listener first = listen(null)) {
            start = first.reached();
        }
        long last = start + REVOCATIONS;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Integer>(threads);
            for (int i = 0; i < LISTENERS; i++) {
                running.submit(() -> follow(start, last));
            }
            var revoking = threads.submit(() -> {
                // All at once, before the first is told anything.
                listening.await();
                var peer = new Peer(replica);
                for (int i = 0; i < REVOCATIONS; i++) {
                    assertEquals(204, peer.revoke("sid", UUID.randomUUID().toString()));
                }
                return null;
            });
            for (int i = 0; i < LISTENERS; i++) {
                assertEquals(REVOCATIONS, running.take().get());
            }
            revoking.get();
        }
        System.out.println(LISTENERS + " listeners came back " + reconnections.get() + " times");
    }

    /** @return how many were told */
    private int follow(long start, long last) throws Exception {
        int told = 0;
        long position = start;
        try (Listener listener = listen(start)) {
            assertEquals(start, listener.reached());
            listening.countDown();
            position = some(listener, position, last);
            told += Math.toIntExact(position - start);
        }
        while (position < last) {
            reconnections.incrementAndGet();
            try (Listener listener = listen(position)) {
                long before = position;
                position = some(listener, position, last);
                told += Math.toIntExact(position - before);
            }
        }
        return told;
    }

    /** Each breaks off somewhere else. @return the position of the last that was told */
    private static long some(Listener listener, long after, long last) throws IOException {
        long position = after;
        long until = Math.min(last, after + ThreadLocalRandom.current().nextInt(1, REVOCATIONS / 2));
        while (position < until) {
            Event event = listener.next();
            if (event.name().equals("revocation")) {
                // None left out, none twice.
                assertEquals(position + 1, event.position());
                position = event.position();
            }
        }
        return position;
    }

    /** Tries again where the replica has not yet noticed who has gone. */
    private Listener listen(@Nullable Long after) throws IOException, InterruptedException {
        while (true) {
            Optional<Listener> listener = Listener.open(http, replica, token, after);
            if (listener.isPresent()) {
                return listener.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
