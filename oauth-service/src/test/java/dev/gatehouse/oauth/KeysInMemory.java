package dev.gatehouse.oauth;

import dev.gatehouse.common.peer.ClientKeyService;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Token-service as far as it knows keys; all else of it is away in these tests. */
@Mock
@ApplicationScoped
public class KeysInMemory implements ClientKeyService {
    public static final List<String> ALGORITHMS = List.of("ES256", "HS256", "RS256");
    private final Map<String, SharedKey> shared = new ConcurrentHashMap<>();

    /** Whether a key is shared with a client. */
    public boolean shares(String clientId) {
        return shared.containsKey(clientId);
    }

    @Override
    public Uni<Algorithms> algorithms() {
        return Uni.createFrom().item(new Algorithms(ALGORITHMS));
    }

    @Override
    public Uni<Void> share(String clientId) {
        shared.putIfAbsent(clientId, new SharedKey("hs." + clientId + ".1", "k", Instant.EPOCH, Instant.EPOCH, null));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<SharedKeys> of(String clientId) {
        SharedKey key = shared.get(clientId);
        return Uni.createFrom().item(new SharedKeys(key == null ? List.of() : List.of(key)));
    }

    @Override
    public Uni<Outcome> rotate(String clientId, Rotation order) {
        SharedKey key = shared.get(clientId);
        return Uni.createFrom().item(key == null ? new NothingShared() : new Rotated(false, List.of(key)));
    }

    @Override
    public Uni<Void> forget(String clientId) {
        shared.remove(clientId);
        return Uni.createFrom().voidItem();
    }
}
