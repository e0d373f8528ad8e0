package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessConfig;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL remembers, Redis answers; where Redis has forgotten, it is told again before anything counts. */
@Singleton
class RecordedRevocations implements Revocations {
    private static final Logger LOG = Logger.getLogger(RecordedRevocations.class);
    /** Rebuilding is tried so often before a check fails. */
    private static final int ATTEMPTS = 3;

    private final RevocationStore store;
    private final RevocationIndex index;
    private final GrantStore grants;
    private final ApiKeyStore apiKeys;
    private final ExecutorService threads;
    private final Duration retention;
    private final Duration userRetention;
    private final AtomicReference<@Nullable Uni<Void>> rebuilding = new AtomicReference<>();

    RecordedRevocations(
            RevocationStore store,
            RevocationIndex index,
            GrantStore grants,
            ApiKeyStore apiKeys,
            RevocationConfig config,
            AccessConfig access,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.index = index;
        this.grants = grants;
        this.apiKeys = apiKeys;
        this.threads = threads;
        retention = config.retention();
        userRetention = config.userRetention();
        if (retention.compareTo(access.lifetime()) < 0 || userRetention.compareTo(retention) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.revocation.retention must not be shorter than gatehouse.token.access.lifetime,"
                            + " nor longer than gatehouse.token.revocation.user-retention");
        }
    }

    @Override
    public Uni<Boolean> revoked(AccessToken token) {
        return revoked(Revocation.namesOf(token), token.issuedAt());
    }

    @Override
    public Uni<Boolean> revoked(List<Revoke> names, Instant since) {
        return check(names, since, ATTEMPTS);
    }

    private Uni<Boolean> check(List<Revoke> names, Instant since, int attempts) {
        return index.revoked(names, since).chain(answer -> switch (answer) {
            case REVOKED -> Uni.createFrom().item(true);
            case NOT_REVOKED -> Uni.createFrom().item(false);
            case INCOMPLETE ->
                attempts == 0
                        ? Uni.createFrom().failure(new IOException("the index of revocations is not complete"))
                        : rebuild().chain(() -> check(names, since, attempts - 1));
        });
    }

    @Override
    public void revoke(Revoke order) {
        grants.close(order);
        Duration kept = order.kind() == Kind.user ? userRetention : retention;
        Revocation recorded = store.insert(
                order,
                kept,
                revocation -> index.put(List.of(revocation)).await().indefinitely());
        // Again, for Redis may have lost it, and a rebuilding missed it, before the commit.
        index.put(List.of(recorded)).await().indefinitely();
        // And once more: a grant that was opened since then was opened before it could know.
        grants.close(order);
        if (order.kind() == Kind.user) {
            apiKeys.removeAll(order.value());
        }
        index.announce(recorded).await().indefinitely();
    }

    /** All who find the index incomplete wait for the same rebuilding. */
    private Uni<Void> rebuild() {
        Uni<Void> mine = index.begin()
                .chain(name -> Uni.createFrom()
                        .item(store::inForce)
                        .runSubscriptionOn(threads)
                        .chain(inForce -> fill(name, inForce)))
                .onTermination()
                .invoke(() -> rebuilding.set(null))
                .memoize()
                .indefinitely();
        Uni<Void> others = rebuilding.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }

    private Uni<Void> fill(String name, List<Revocation> inForce) {
        return index.put(inForce)
                .chain(() -> index.finish(name))
                .invoke(complete -> LOG.infof(
                        "Redis was told of %d revocations again%s", inForce.size(), complete ? "" : ", and lost them"))
                .replaceWithVoid();
    }
}
