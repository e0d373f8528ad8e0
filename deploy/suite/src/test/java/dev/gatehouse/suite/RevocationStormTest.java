package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.backing.RedisServer;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Peer;
import dev.gatehouse.suite.setup.Until;
import dev.gatehouse.suite.setup.Victims;
import dev.gatehouse.suite.setup.Victims.Shown;
import dev.gatehouse.suite.setup.Victims.Victim;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Revocations of all kinds, of tokens, sessions and API keys, while Redis loses everything, dies, or comes back as of earlier,
 * as after a failover to a replica that lagged behind; and eight who verify at two replicas. A few seconds of it, unless
 * {@code -Dgatehouse.storm} says how long.
 */
@Tag("storm")
@Timeout(600)
class RevocationStormTest {
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static final Duration LENGTH = Duration.parse(System.getProperty("gatehouse.storm", "PT8S"));
    /** Kinds of them. */
    private static final int OUTAGES = 3;

    private static final int VERIFIERS = 8;
    private static final int BYSTANDERS = 8;
    /** Victims that verifiers choose from: the latest, so that most were revoked a moment ago, or will be in a moment. */
    private static final int AT_HAND = 120;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final List<URI> replicas =
            List.of(URI.create("http://127.0.0.1:" + GATEHOUSE.port("token")), GATEHOUSE.replica("token"));
    private final Peer peer = new Peer(replicas.getFirst());
    private final Peer other = new Peer(replicas.getLast());
    private final Victims victims = new Victims(GATEHOUSE, peer);

    private final CopyOnWriteArrayList<Victim> atHand = new CopyOnWriteArrayList<>();
    private final Queue<Victim> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger revoked = new AtomicInteger();
    private final AtomicInteger outages = new AtomicInteger();
    private volatile boolean over;

    RevocationStormTest() throws IOException {}

    @Test
    void whatWasRevokedIsNeverAcceptedAgainWhateverBecomesOfRedis() throws Exception {
        var bystanders = new ArrayList<Shown>();
        for (int i = 0; i < BYSTANDERS; i++) {
            bystanders.add((i % 4 == 0 ? victims.key() : victims.jwt()).orElseThrow());
        }
        long end = System.nanoTime() + LENGTH.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Void>(threads);
            List<Callable<Void>> all = new ArrayList<>();
            all.add(this::mint);
            all.add(() -> revoke(peer));
            all.add(() -> revoke(other));
            all.add(() -> storm(end, bystanders));
            for (int i = 0; i < VERIFIERS; i++) {
                URI replica = replicas.get(i % 2);
                all.add(() -> verify(replica, bystanders));
            }
            all.forEach(running::submit);
            for (int i = 0; i < all.size(); i++) {
                try {
                    running.take().get();
                } finally {
                    // After the storm, or after the first that failed.
                    over = true;
                }
            }
        } finally {
            GATEHOUSE.suite().backing().redis().start();
        }
        System.out.printf(
                "storm of %s: %d revocations, %d outages, %d accepted, %d refused, %d asked to come back%n",
                LENGTH, revoked.get(), outages.get(), accepted.get(), refused.get(), asked.get());
        assertEquals(List.of(), List.copyOf(violations));
        assertTrue(outages.get() >= OUTAGES, "each kind of outage has happened");
        assertTrue(accepted.get() > 0 && refused.get() > 0 && revoked.get() > Victims.KINDS.size());
        for (URI replica : replicas) {
            for (Victim victim : atHand) {
                if (victim.gone) {
                    assertEquals(401, status(replica, victim.shown), victim.what);
                }
            }
        }
    }

    /** Keeps some waiting to be revoked; while Redis is away, none can be made. */
    private Void mint() throws Exception {
        while (!over) {
            if (waiting.size() > AT_HAND / 3) {
                TimeUnit.MILLISECONDS.sleep(10);
                continue;
            }
            Optional<Victim> made = victims.next();
            if (made.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
                continue;
            }
            Victim victim = made.get();
            atHand.add(victim);
            waiting.add(victim);
            if (atHand.size() > AT_HAND) {
                atHand.removeFirst();
            }
        }
        return null;
    }

    private Void revoke(Peer through) throws Exception {
        while (!over) {
            Victim victim = waiting.poll();
            if (victim == null) {
                TimeUnit.MILLISECONDS.sleep(5);
                continue;
            }
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(30));
            victim.begun = true;
            while (through.revoke(victim.kind, victim.name) != 204) {
                // It has not returned well, so it is still under way.
                TimeUnit.MILLISECONDS.sleep(50);
            }
            victim.gone = true;
            revoked.incrementAndGet();
        }
        return null;
    }

    private Void storm(long end, List<Shown> bystanders) throws Exception {
        RedisServer redis = GATEHOUSE.suite().backing().redis();
        for (int i = 0; System.nanoTime() < end || i < OUTAGES; i++) {
            byte[] earlier = Files.readAllBytes(written());
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200, 1_200));
            if (i % OUTAGES == 0) {
                GATEHOUSE.flushRedis();
            } else {
                ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1_500));
                redis.stop();
                if (i % OUTAGES == 2) {
                    Files.write(written(), earlier);
                }
                redis.start();
            }
            outages.incrementAndGet();
            for (URI replica : replicas) {
                for (Shown bystander : bystanders) {
                    Until.holds("a bystander counts again", () -> unchecked(replica, bystander) == 200);
                }
            }
        }
        over = true;
        return null;
    }

    /** All that Redis was told, in its order; what it was told last may be cut off. */
    private static Path written() throws IOException {
        try (var files = Files.walk(Gatehouse.projectRoot().resolve("deploy/suite/target/gatehouse-main"))) {
            return files.filter(file -> file.endsWith("appendonly.aof"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Void verify(URI replica, List<Shown> bystanders) throws Exception {
        while (!over) {
            var random = ThreadLocalRandom.current();
            Object[] victims = atHand.toArray();
            if (victims.length == 0 || random.nextInt(4) == 0) {
                Shown bystander = bystanders.get(random.nextInt(bystanders.size()));
                int status = count(status(replica, bystander));
                if (status != 200 && status != 503) {
                    violations.add("a bystander was answered " + status);
                }
                continue;
            }
            var victim = (Victim) victims[random.nextInt(victims.length)];
            // As it was before the call began.
            boolean gone = victim.gone;
            int status = count(status(replica, victim.shown));
            if (gone ? status != 401 && status != 503 : status != 200 && status != 401 && status != 503) {
                violations.add(victim.what + ", " + (gone ? "revoked" : "not revoked") + ": " + status);
            }
            // An opaque token or a session is lost with Redis; what is not is refused only by its revocation.
            if (victim.shown.lasting() && status == 401 && !victim.begun) {
                violations.add(victim.what + " was refused that nobody had revoked");
            }
        }
        return null;
    }

    private int count(int status) {
        (switch (status) {
                    case 200 -> accepted;
                    case 401 -> refused;
                    default -> asked;
                })
                .incrementAndGet();
        return status;
    }

    private int unchecked(URI replica, Shown shown) {
        try {
            return status(replica, shown);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int status(URI replica, Shown shown) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(replica.resolve("/verify"))
                                .timeout(Duration.ofSeconds(60))
                                .header(shown.header(), shown.value())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
