package dev.gatehouse.token.clientkey;

import dev.gatehouse.common.peer.ClientKeyService.NothingShared;
import dev.gatehouse.common.peer.ClientKeyService.Outcome;
import dev.gatehouse.common.peer.ClientKeyService.Rotated;
import dev.gatehouse.common.peer.ClientKeyService.Rotation;
import dev.gatehouse.common.peer.ClientKeyService.SharedKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Shares keys with clients, rotates them, and ends that. Blocks. */
@Singleton
class SharedKeyCommand {
    private static final Logger LOG = Logger.getLogger(SharedKeyCommand.class);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private final ClientKeyStore store;
    private final SharedKeys keys;

    SharedKeyCommand(ClientKeyStore store, SharedKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    void share(String clientId) {
        if (store.first(clientId)) {
            LOG.infof("a key is shared with the client %s", clientId);
            keys.changed(clientId);
        }
    }

    List<SharedKey> of(String clientId) {
        return store.of(clientId).stream().map(SharedKeyCommand::told).toList();
    }

    Outcome rotate(String clientId, Rotation order) {
        ClientKeyStore.Next next = order.compromised()
                ? store.replace(clientId)
                : store.next(
                        clientId,
                        version(clientId, order.kid()),
                        Objects.requireNonNullElse(order.activatesIn(), Duration.ZERO));
        keys.changed(clientId);
        return switch (next) {
            case ClientKeyStore.Made(KeyId id) -> {
                LOG.infof(
                        "the shared key %s was made%s",
                        id.kid(), order.compromised() ? "; those before it count no more" : "");
                yield new Rotated(true, of(clientId));
            }
            case ClientKeyStore.There ignored -> new Rotated(false, of(clientId));
            case ClientKeyStore.NoKey() -> new NothingShared();
        };
    }

    void forget(String clientId) {
        store.forget(clientId);
        keys.changed(clientId);
    }

    /** A kid that is none of the client's has no successor: then nothing is made, and the keys that there are told. */
    private static @Nullable Integer version(String clientId, @Nullable String kid) {
        return kid == null
                ? null
                : KeyId.read(kid)
                        .filter(id -> id.clientId().equals(clientId))
                        .map(KeyId::version)
                        .orElse(0);
    }

    private static SharedKey told(ClientKey key) {
        return new SharedKey(
                key.kid(),
                BASE64.encodeToString(key.key().getEncoded()),
                key.createdAt(),
                key.activatesAt(),
                key.goneAt());
    }
}
