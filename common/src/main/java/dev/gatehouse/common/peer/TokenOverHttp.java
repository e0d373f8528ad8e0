package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record TokenOverHttp(InternalPeer peer) implements TokenService {
    @Override
    public Uni<Minting> mint(Mint order) {
        return peer.post("/internal/tokens", order, Minting.class);
    }

    @Override
    public Uni<Minting> refresh(RefreshOrder order) {
        return peer.post("/internal/tokens/refresh", order, Minting.class);
    }

    @Override
    public Uni<Minting> exchange(ExchangeOrder order) {
        return peer.post("/internal/tokens/exchange", order, Minting.class);
    }

    @Override
    public Uni<Void> revoke(Revoke order) {
        return peer.post("/internal/tokens/revocations", order);
    }

    @Override
    public Uni<Held> of(UUID user) {
        return peer.get("/internal/tokens/of/" + user, Held.class);
    }
}
