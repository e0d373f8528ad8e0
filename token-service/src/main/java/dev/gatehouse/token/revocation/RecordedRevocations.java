package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessConfig;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.revocation.Revocation.Concern;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL remembers, Redis answers; where Redis has forgotten, it is told again before anything counts. */
@Singleton
class RecordedRevocations implements Revocations {
    private static final Logger LOG = Logger.getLogger(RecordedRevocations.class);
    /** Catching up is tried so often before a check fails. */
    private static final int ATTEMPTS = 3;

    private final RevocationStore store;
    private final RevocationIndex index;
    private final RevocationTail tail;
    private final CatchingUp catchingUp;
    private final GrantStore grants;
    private final ApiKeyStore apiKeys;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable Uni<Void>> underWay = new AtomicReference<>();

    RecordedRevocations(
            RevocationStore store,
            RevocationIndex index,
            RevocationTail tail,
            CatchingUp catchingUp,
            GrantStore grants,
            ApiKeyStore apiKeys,
            RevocationConfig config,
            AccessConfig access,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.index = index;
        this.tail = tail;
        this.catchingUp = catchingUp;
        this.grants = grants;
        this.apiKeys = apiKeys;
        this.threads = threads;
        if (config.retention().compareTo(access.longestLifetime()) < 0
                || config.userRetention().compareTo(config.retention()) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.revocation.retention must not be shorter than gatehouse.token.access.longest-lifetime,"
                            + " nor longer than gatehouse.token.revocation.user-retention");
        }
    }

    @Override
    public Uni<Boolean> revoked(AccessToken token) {
        return check(Revocation.namesOf(token), Concern.after(token.position()), ATTEMPTS)
                .map(Standing::revoked);
    }

    @Override
    public Uni<Boolean> revoked(List<Revoke> names, Instant since) {
        return standing(names, since).map(Standing::revoked);
    }

    @Override
    public Uni<Standing> standing(List<Revoke> names, Instant since) {
        return check(names, Concern.since(since), ATTEMPTS);
    }

    @Override
    public Uni<Standing> standing(Map<Revoke, Instant> names) {
        var instants = new EnumMap<Kind, Instant>(Kind.class);
        names.forEach((name, since) -> instants.put(name.kind(), since));
        return check(List.copyOf(names.keySet()), Concern.since(instants), ATTEMPTS);
    }

    @Override
    public long position() {
        return tail.known();
    }

    private Uni<Standing> check(List<Revoke> names, Concern concern, int attempts) {
        return index.revoked(names, concern).onFailure().invoke(tail::doubt).chain(answer -> {
            long head = answer.head().orElse(-1);
            if (answer.revoked() || (head >= tail.known() && !tail.doubtful())) {
                return Uni.createFrom().item(new Standing(answer.revoked(), head));
            }
            return attempts == 0
                    ? Uni.createFrom().failure(new IOException("the index of revocations is not complete"))
                    : complete().chain(() -> check(names, concern, attempts - 1));
        });
    }

    @Override
    public void revoke(Revoke order) {
        Revocation recorded = store.append(order);
        tail.know(recorded.seq());
        enforce(recorded);
        // Those that were opened meanwhile, too; of what gives nothing any more nobody needs to know who it was, nor
        // count it.
        grants.close(order);
        if (order.kind() == Kind.user) {
            apiKeys.removeAll(order.value());
        }
    }

    /**
     * Puts it in force everywhere. It counts already, and an index that lacks it is not believed: where Redis is away, all
     * that is left to do is to wait until every replica has looked at the log for itself.
     */
    private void enforce(Revocation recorded) {
        try {
            boolean next = index.advance(recorded.seq() - 1, recorded.seq(), List.of(recorded))
                    .await()
                    .atMost(RevocationIndex.PATIENCE);
            if (!next) {
                catchingUp.run();
            }
            index.announce(recorded.seq()).await().atMost(RevocationIndex.PATIENCE);
        } catch (RuntimeException e) {
            tail.doubt();
            LOG.warnf("Redis could not be told of a revocation, which is in force all the same: %s", e.getMessage());
            pause();
        }
    }

    /** All who find the index incomplete wait for the same catching up. */
    private Uni<Void> complete() {
        Uni<Void> mine = tail.settle()
                .chain(() -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> tail.know(catchingUp.run()))
                        .runSubscriptionOn(threads))
                .onTermination()
                .invoke(() -> underWay.set(null))
                .memoize()
                .indefinitely();
        Uni<Void> others = underWay.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }

    private static void pause() {
        try {
            Thread.sleep(RevocationTail.PERIOD.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
