package dev.gatehouse.token.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.common.standstill.Standstill;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The signing keys in memory. Makes what is missing at the first start, and looks again for keys that others made. */
@Startup
@Singleton
class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final int UNKNOWN_KEPT = 10_000;

    private final SigningKeyStore store;
    private final Cryptography cryptography;
    private final Standstill standstill;
    private final ExecutorService threads;
    private final long reloadNanos;
    private volatile Keys keys;
    /** How often this process had stood still when they were read. */
    private volatile long stood;

    /** One reading at a time, so that what was read later is what is known later. */
    private final ReentrantLock reading = new ReentrantLock();

    private long readAt;
    /** Guards {@link #next}. */
    private final ReentrantLock queue = new ReentrantLock();
    /** The reading that has not begun: whoever joins it learns what PostgreSQL knows by now. */
    private @Nullable CompletableFuture<Keys> next;

    /** Made-up ids. One that PostgreSQL did not know when it was asked is a hash that no later key will have. */
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(UNKNOWN_KEPT)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    KeyRing(
            SigningKeyStore store,
            KeyRotation rotation,
            Cryptography cryptography,
            KeysConfig config,
            Standstill standstill,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.cryptography = cryptography;
        this.standstill = standstill;
        this.threads = threads;
        reloadNanos = config.reload().toNanos();
        config.algorithms().forEach(rotation::ensure);
        stood = standstill.count();
        keys = store.read(null);
        readAt = System.nanoTime() - reloadNanos;
        config.algorithms().forEach(keys::signing);
        LOG.infof("%d signing keys; signatures by %s", keys.published().size(), cryptography.providerName());
    }

    /** The key that signs with {@code algorithm} at present. */
    SigningKey signing(Algorithm algorithm) {
        return keys.signing(algorithm);
    }

    byte[] sign(SigningKey key, byte[] input) {
        if (key.privateKey() == null) {
            throw new IllegalStateException("the key " + key.kid() + " only verifies");
        }
        return cryptography.sign(key.algorithm(), key.privateKey(), input);
    }

    boolean verifies(SigningKey key, byte[] input, byte[] signature) {
        return cryptography.verifies(key.algorithm(), key.publicKey(), input, signature);
    }

    /** Whether there is a key of that id, as far as is known here: not after this process stood still, as {@link #find}. */
    boolean knows(String kid) {
        return standstill.count() == stood && keys.find(kid) != null;
    }

    /**
     * The key of that id. Where it is not known PostgreSQL is asked, on another thread and at a bounded rate: nobody is told
     * that there is none before it was asked for them. It is asked for each after this process stood still, when a removal
     * may have been missed.
     */
    Uni<Optional<SigningKey>> find(String kid) {
        // First: a reading that ends meanwhile writes the keys, and then how often it had stood still.
        boolean current = standstill.count() == stood;
        SigningKey known = keys.find(kid);
        if (known != null) {
            return current
                    ? Uni.createFrom().item(Optional.of(known))
                    : OwnContext.uni(reload()).map(read -> Optional.ofNullable(read.find(kid)));
        }
        if (!SigningKey.possible(kid) || unknown.getIfPresent(kid) != null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return OwnContext.uni(reload()).map(read -> {
            SigningKey found = read.find(kid);
            if (found == null) {
                unknown.put(kid, true);
            }
            return Optional.ofNullable(found);
        });
    }

    /** Reads the keys anew, once for all who ask before that begins. */
    CompletableFuture<Keys> reload() {
        queue.lock();
        try {
            CompletableFuture<Keys> joined = next;
            if (joined == null) {
                var begun = new CompletableFuture<Keys>();
                next = begun;
                threads.execute(() -> read(begun));
                joined = begun;
            }
            return joined;
        } finally {
            queue.unlock();
        }
    }

    /** Whether a key counts here that PostgreSQL has no more. Blocks. */
    boolean outdated() {
        return !store.kids()
                .containsAll(keys.published().stream().map(SigningKey::kid).toList());
    }

    Keys keys() {
        return keys;
    }

    List<Map<String, Object>> published() {
        return keys.published().stream().map(SigningKey::publicJwk).toList();
    }

    private void read(CompletableFuture<Keys> result) {
        reading.lock();
        try {
            for (long left; (left = readAt + reloadNanos - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            readAt = System.nanoTime();
            begin();
            long before = standstill.count();
            keys = store.read(keys);
            stood = before;
            result.complete(keys);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            reading.unlock();
        }
    }

    /** Whoever asks from now on asks for the one after. */
    private void begin() {
        queue.lock();
        try {
            next = null;
        } finally {
            queue.unlock();
        }
    }
}
