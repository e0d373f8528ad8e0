package dev.gatehouse.token.status;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Status list tokens (draft-ietf-oauth-status-list, section 5.1), each made once for all who ask for it in a short while. */
@Singleton
class SignedLists {
    private static final String TYP = "statuslist+jwt";

    /** Of 30 KiB at most where they have the size that is configured, and most have hardly any. */
    private static final int KEPT = 1_000;

    /** Anyone may ask, and for many lists at once: they take turns, so that PostgreSQL is there for others. */
    private static final int AT_ONCE = 2;

    private final StatusStore store;
    private final Signing signing;
    private final ExecutorService threads;
    private final String issuer;
    private final Algorithm algorithm;
    private final Duration ttl;
    private final Duration lifetime;
    private final boolean remembers;
    private final AsyncCache<UUID, Signed> kept;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    SignedLists(
            StatusStore store,
            Signing signing,
            StatusListConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.signing = signing;
        this.threads = threads;
        this.issuer = issuer;
        algorithm = config.algorithm();
        ttl = config.ttl();
        lifetime = config.lifetime();
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(ttl.plus(config.remembered())) < 0) {
            throw new IllegalArgumentException("gatehouse.token.status-list.ttl must be a second at least, and with"
                    + " gatehouse.token.status-list.remembered no longer than gatehouse.token.status-list.lifetime");
        }
        signing.require("gatehouse.token.status-list", algorithm, lifetime);
        remembers = config.remembered().isPositive();
        kept = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(config.remembered())
                .executor(threads)
                .buildAsync();
    }

    /** @param tag tells this one from every other */
    record Signed(String token, String tag) {}

    /**
     * The list as of a moment ago; empty where there is none. Blocks.
     *
     * @throws RuntimeException where PostgreSQL cannot be asked: what was known before is not told
     */
    Optional<Signed> find(UUID id) {
        if (!remembers) {
            return Optional.ofNullable(sign(id));
        }
        var answer = kept.get(id, this::sign);
        Signed signed = answer.join();
        if (signed == null) {
            // The cache drops what failed, and this too, but only a moment after we are told.
            kept.asMap().remove(id, answer);
        }
        return Optional.ofNullable(signed);
    }

    private @Nullable Signed sign(UUID id) {
        if (!store.exists(id)) {
            // Anyone can make up ids: they keep nobody waiting.
            return null;
        }
        turns.acquireUninterruptibly();
        try {
            // Before it is looked: what is revoked from then on may be missing.
            Instant now = Instant.now();
            return store.statuses(id).map(statuses -> sign(id, statuses, now)).orElse(null);
        } finally {
            turns.release();
        }
    }

    private Signed sign(UUID id, StatusStore.Statuses statuses, Instant now) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", StatusListUri.base(issuer) + id);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("ttl", ttl.toSeconds());
        claims.put("status_list", Map.of("bits", 1, "lst", StatusBits.encoded(statuses.size(), statuses.revoked())));
        String token = signing.sign(algorithm, TYP, claims);
        return new Signed(token, Secrets.sha256(token));
    }
}
