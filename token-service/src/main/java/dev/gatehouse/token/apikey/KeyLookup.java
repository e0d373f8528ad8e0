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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** Finds API keys: the key in PostgreSQL each time, so that a deleted one is gone at once; its user for a short while. */
@Singleton
class KeyLookup implements ApiKeys {
    private static final int USERS_REMEMBERED = 10_000;
    private final ApiKeyStore store;
    private final IdentityService identity;
    private final ExecutorService threads;
    private final Cache<UUID, UserLookup> users;

    KeyLookup(
            ApiKeyStore store, IdentityService identity, ApiKeyConfig config, @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.identity = identity;
        this.threads = threads;
        users = Caffeine.newBuilder()
                .maximumSize(USERS_REMEMBERED)
                .expireAfterWrite(config.userRemembered())
                .build();
    }

    @Override
    public Uni<Optional<ApiKey>> find(String secret) {
        if (!Secrets.wellFormed(SecretKind.API_KEY, secret)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .item(() -> store.bySecret(Secrets.sha256(secret)).flatMap(this::usable))
                .runSubscriptionOn(threads);
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
