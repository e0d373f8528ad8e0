package dev.gatehouse.token.keys;

import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The signing keys in memory. Makes what is missing at the first start, and looks again for keys that others made. */
@Startup
@Singleton
class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private final SigningKeyStore store;
    private final Cryptography cryptography;
    private final ExecutorService threads;
    private final long reloadNanos;
    private final AtomicLong reloadedAt = new AtomicLong();
    private volatile Keys keys;

    KeyRing(
            SigningKeyStore store,
            Cryptography cryptography,
            KeysConfig config,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.cryptography = cryptography;
        this.threads = threads;
        reloadNanos = config.reload().toNanos();
        reloadedAt.set(System.nanoTime() - reloadNanos);
        keys = complete();
        LOG.infof("%d signing keys; signatures by %s", keys.youngestFirst.size(), cryptography.providerName());
    }

    /** The key that signs with {@code algorithm} at present. */
    SigningKey signing(Algorithm algorithm) {
        return keys.youngest(algorithm)
                .orElseThrow(() -> new IllegalStateException("there is no key for " + algorithm));
    }

    byte[] sign(SigningKey key, byte[] input) {
        return cryptography.sign(key.algorithm(), key.privateKey(), input);
    }

    boolean verifies(SigningKey key, byte[] input, byte[] signature) {
        return cryptography.verifies(key.algorithm(), key.publicKey(), input, signature);
    }

    /** The key of that id. Where it is not known PostgreSQL is asked, on another thread and at a bounded rate. */
    Uni<Optional<SigningKey>> find(String kid) {
        SigningKey known = keys.byId.get(kid);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        long last = reloadedAt.get();
        long now = System.nanoTime();
        if (now - last < reloadNanos || !reloadedAt.compareAndSet(last, now)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .item(() -> {
                    keys = Keys.of(store.all());
                    return Optional.ofNullable(keys.byId.get(kid));
                })
                .runSubscriptionOn(threads);
    }

    List<Map<String, Object>> published() {
        return keys.youngestFirst.stream().map(SigningKey::publicJwk).toList();
    }

    private Keys complete() {
        Keys present = Keys.of(store.all());
        boolean added = false;
        for (Algorithm algorithm : Algorithm.values()) {
            if (present.youngest(algorithm).isEmpty()) {
                store.add(algorithm, 1, cryptography.generate(algorithm));
                added = true;
            }
        }
        return added ? Keys.of(store.all()) : present;
    }

    private record Keys(List<SigningKey> youngestFirst, Map<String, SigningKey> byId) {
        static Keys of(List<SigningKey> youngestFirst) {
            return new Keys(
                    youngestFirst,
                    youngestFirst.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity())));
        }

        Optional<SigningKey> youngest(Algorithm algorithm) {
            return youngestFirst.stream()
                    .filter(key -> key.algorithm() == algorithm)
                    .findFirst();
        }
    }
}
