package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.Map;

record ClientKeyOverHttp(InternalPeer peer) implements ClientKeyService {
    private static final String KEYS = "/internal/tokens/client-keys/";

    @Override
    public Uni<Algorithms> algorithms() {
        return peer.get("/internal/tokens/algorithms", Algorithms.class);
    }

    @Override
    public Uni<Void> share(String clientId) {
        return peer.post(KEYS + clientId, Map.of());
    }

    @Override
    public Uni<SharedKeys> of(String clientId) {
        return peer.get(KEYS + clientId, SharedKeys.class);
    }

    @Override
    public Uni<Outcome> rotate(String clientId, Rotation order) {
        return peer.post(KEYS + clientId + "/rotation", order, Outcome.class);
    }

    @Override
    public Uni<Void> forget(String clientId) {
        return peer.delete(KEYS + clientId);
    }
}
