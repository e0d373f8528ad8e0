package dev.gatehouse.token.revocation;

import dev.gatehouse.common.measure.Tally;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.token.access.AccessConfig;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.revocation.Revocation.Concern;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL remembers, Redis answers; where Redis has forgotten, it is told again before anything counts. */
@Startup
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
    private final Tally<Kind> tally;
    private final AtomicReference<@Nullable CompletableFuture<Void>> underWay = new AtomicReference<>();

    RecordedRevocations(
            RevocationStore store,
            RevocationIndex index,
            RevocationTail tail,
            CatchingUp catchingUp,
            GrantStore grants,
            ApiKeyStore apiKeys,
            RevocationConfig config,
            AccessConfig access,
            MeterRegistry registry,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.index = index;
        this.tail = tail;
        this.catchingUp = catchingUp;
        this.grants = grants;
        this.apiKeys = apiKeys;
        this.threads = threads;
        tally = Tally.of(registry, "gatehouse.revocations", "Revocations, by what is revoked.", "kind", Kind.class);
        if (config.retention().compareTo(access.longestLifetime()) < 0
                || config.userRetention().compareTo(config.retention()) < 0) {
            throw new IllegalArgumentException("gatehouse.token.revocation.retention must not be shorter than"
                    + " gatehouse.token.access.longest-lifetime, nor longer than"
                    + " gatehouse.token.revocation.user-retention");
        }
        if (config.longestBlindness().compareTo(RevocationTail.PERIOD.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.revocation.longest-blindness must not be shorter than three looks at the log,"
                            + " PT3S");
        }
    }

    @Override
    public Uni<Boolean> revoked(AccessToken token) {
        List<Revoke> names = Revocation.namesOf(token);
        if (tail.lost(token.position())) {
            return Uni.createFrom().item(true);
        }
        Concern concern = Concern.after(token.position(), token.issuedAt());
        return check(names, concern)
                .chain(standing -> standing.position() >= token.position() || standing.revoked()
                        ? Uni.createFrom().item(standing.revoked())
                        // Of a position that is not reached yet, or of a log that is there no more: then nobody can
                        // tell.
                        : OwnContext.uni(complete())
                                .chain(() -> check(names, concern))
                                .map(then -> then.revoked() || then.position() < token.position()));
    }

    @Override
    public Uni<Boolean> revoked(List<Revoke> names, Instant since) {
        return standing(names, since).map(Standing::revoked);
    }

    @Override
    public Uni<Standing> standing(List<Revoke> names, Instant since) {
        return check(names, Concern.since(since));
    }

    @Override
    public Uni<Standing> standing(Map<Revoke, Instant> names) {
        var instants = new EnumMap<Kind, Instant>(Kind.class);
        names.forEach((name, since) -> instants.put(name.kind(), since));
        return check(List.copyOf(names.keySet()), Concern.since(instants));
    }

    @Override
    public long position() {
        return tail.known();
    }

    private Uni<Standing> check(List<Revoke> names, Concern concern) {
        // What is revoked from now on may have come in time for the answer or not: else there were none while others
        // revoke.
        return Uni.createFrom().deferred(() -> check(names, concern, tail.known(), ATTEMPTS));
    }

    private Uni<Standing> check(List<Revoke> names, Concern concern, long needed, int attempts) {
        return index.revoked(names, concern).onFailure().invoke(tail::doubt).chain(answer -> {
            long head = answer.head().orElse(-1);
            if (answer.revoked() || (head >= needed && !tail.doubtful())) {
                return Uni.createFrom().item(new Standing(answer.revoked(), head));
            }
            return attempts == 0
                    ? Uni.createFrom().failure(new IOException("the index of revocations is not complete"))
                    : OwnContext.uni(complete()).chain(() -> check(names, concern, needed, attempts - 1));
        });
    }

    @Override
    public void revoke(Revoke order) {
        RevocationStore.Recorded done = store.append(order);
        Revocation recorded = done.revocation();
        tail.know(recorded.seq());
        if (done.anew()) {
            tally.count(order.kind());
        }
        enforce(recorded);
        // Those that were opened meanwhile, too; of what gives nothing any more nobody needs to know who it was, nor
        // count it.
        if (order.kind() == Kind.user) {
            // Who has signed in since then is not meant, however long it took until all knew.
            grants.closeSignedIn(order.value(), recorded.before());
            apiKeys.removeEnded(order.value());
        } else {
            grants.close(order);
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
    private CompletableFuture<Void> complete() {
        var mine = new CompletableFuture<Void>();
        CompletableFuture<Void> others = underWay.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        threads.execute(() -> {
            try {
                if (tail.doubtful()) {
                    tail.look();
                }
                tail.know(catchingUp.run());
                underWay.set(null);
                mine.complete(null);
            } catch (RuntimeException | Error e) {
                underWay.set(null);
                mine.completeExceptionally(e);
            }
        });
        return mine;
    }

    private static void pause() {
        try {
            Thread.sleep(RevocationTail.PERIOD.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
