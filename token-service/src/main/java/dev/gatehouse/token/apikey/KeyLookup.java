package dev.gatehouse.token.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Absent;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.peer.IdentityService.UserLookup;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Finds API keys: the key in PostgreSQL each time, so that a deleted one is gone at once; its user for a short while. */
@Singleton
class KeyLookup implements ApiKeys {
    private static final Logger LOG = Logger.getLogger(KeyLookup.class);
    private static final int USERS_REMEMBERED = 10_000;
    private static final int KEYS_TOUCHED = 100_000;
    private final ApiKeyStore store;
    private final IdentityService identity;
    private final ExecutorService threads;
    private final Cache<UUID, UserLookup> users;
    /** Whose use this replica has noted in the last minute. */
    private final Cache<UUID, Boolean> touched;

    KeyLookup(
            ApiKeyStore store, IdentityService identity, ApiKeyConfig config, @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.identity = identity;
        this.threads = threads;
        users = Caffeine.newBuilder()
                .maximumSize(USERS_REMEMBERED)
                .expireAfterWrite(config.userRemembered())
                .build();
        touched = Caffeine.newBuilder()
                .maximumSize(KEYS_TOUCHED)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    @Override
    public Uni<Optional<ApiKey>> find(String secret) {
        return look(secret, key -> {});
    }

    @Override
    public Uni<Optional<ApiKey>> use(String secret) {
        return look(secret, this::used);
    }

    @Override
    public void remove(String secret) {
        if (Secrets.wellFormed(SecretKind.API_KEY, secret)) {
            store.removeBySecret(Secrets.sha256(secret));
        }
    }

    private Uni<Optional<ApiKey>> look(String secret, Consumer<KeyRow> found) {
        if (!Secrets.wellFormed(SecretKind.API_KEY, secret)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .item(() -> store.bySecret(Secrets.sha256(secret)).flatMap(key -> {
                    Optional<ApiKey> usable = usable(key);
                    usable.ifPresent(ignored -> found.accept(key));
                    return usable;
                }))
                .runSubscriptionOn(threads);
    }

    private void used(KeyRow key) {
        if (touched.asMap().putIfAbsent(key.id(), true) == null) {
            threads.execute(() -> {
                try {
                    store.touch(key.id());
                } catch (RuntimeException e) {
                    LOG.warnf("the use of an API key could not be noted: %s", e.getMessage());
                }
            });
        }
    }

    private Optional<ApiKey> usable(KeyRow key) {
        UserLookup user = users.getIfPresent(key.subject());
        if (user == null) {
            user = identity.user(key.subject()).await().indefinitely();
            users.put(key.subject(), user);
        }
        return switch (user) {
            case Found found -> Optional.of(of(key, found));
            case Absent() -> Optional.empty();
        };
    }

    static ApiKey of(KeyRow key, Found user) {
        return new ApiKey(
                key.id(),
                key.subject(),
                user.username(),
                key.scope().within(user.scope()),
                key.expiresAt(),
                key.createdAt());
    }
}
