package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record OAuthOverHttp(InternalPeer peer) implements OAuthService {
    @Override
    public Uni<ClientAuthentication> authenticate(Presentation presented) {
        return peer.post("/internal/clients/authentications", presented, ClientAuthentication.class);
    }

    @Override
    public Uni<Void> ended(SessionEnded ended) {
        return peer.post("/internal/ended-sessions", ended);
    }

    @Override
    public Uni<Frames> frames(String sid) {
        return peer.get("/internal/frames/" + sid, Frames.class);
    }

    @Override
    public Uni<Consents> consentsOf(UUID user) {
        return peer.get("/internal/consents/of/" + user, Consents.class);
    }

    @Override
    public Uni<Void> forget(UUID user) {
        return peer.delete("/internal/consents/of/" + user);
    }
}
