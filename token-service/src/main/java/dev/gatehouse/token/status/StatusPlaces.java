package dev.gatehouse.token.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.StatusLists;
import dev.gatehouse.token.revocation.Revocation;
import dev.gatehouse.token.status.StatusStore.Listed;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives places away: of the list of the hour in which a token expires, one at random, so that it tells nothing of when the
 * token was issued, nor after which other one. Replicas share the lists, and nothing else: what decides between two is the
 * key of the row that is written anyway.
 */
@Startup
@Singleton
class StatusPlaces implements StatusLists {
    /** A list in which so many at random are taken is full. */
    private static final int TRIES = 8;

    /** So many lists may be full, one after the other; it takes many mints at once to fill a single one meanwhile. */
    private static final int LISTS = 100;

    /** Hours that are in use at once are few, as tokens do not live long. */
    private static final int HOURS = 100;

    private final StatusStore store;
    private final int size;
    private final String base;
    private final ExecutorService threads;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Instant, Listed> lists =
            Caffeine.newBuilder().maximumSize(HOURS).build();

    StatusPlaces(
            StatusStore store,
            StatusListConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.threads = threads;
        size = config.size();
        base = StatusListUri.base(issuer);
        if (size < 8 || size > 1 << 20 || size % 8 != 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.status-list.size must be a multiple of 8, from 8 to 1048576");
        }
    }

    @PostConstruct
    void start() {
        store.turnPages();
    }

    @Override
    public Uni<Place> place(AccessToken token) {
        return Uni.createFrom().item(() -> take(token)).runSubscriptionOn(threads);
    }

    private Place take(AccessToken token) {
        Instant hour = token.expiresAt().truncatedTo(ChronoUnit.HOURS);
        List<Revoke> names = Revocation.namesOf(token);
        Listed list = lists.get(hour, this::last);
        for (int looked = 0; looked < LISTS; looked++) {
            for (int tried = 0; tried < TRIES; tried++) {
                int index = random.nextInt(list.size());
                if (store.take(list, index, names, token.position())) {
                    return new Place(index, base + list.id());
                }
            }
            list = after(list);
        }
        throw new IllegalStateException("there is no place left in the lists of " + hour);
    }

    private Listed last(Instant hour) {
        return store.last(hour).orElseGet(() -> store.open(hour, 0, size));
    }

    /** The one that others have come to meanwhile, else a new one. */
    private Listed after(Listed full) {
        Listed last = last(full.hour());
        Listed next = last.ordinal() > full.ordinal() ? last : store.open(full.hour(), full.ordinal() + 1, size);
        lists.asMap().merge(full.hour(), next, (one, other) -> one.ordinal() > other.ordinal() ? one : other);
        return next;
    }
}
