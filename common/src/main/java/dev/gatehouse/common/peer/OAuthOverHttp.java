package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record OAuthOverHttp(InternalPeer peer) implements OAuthService {
    @Override
    public Uni<ClientAuthentication> authenticate(ClientCredentials credentials) {
        return peer.post("/internal/clients/authentications", credentials, ClientAuthentication.class);
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
