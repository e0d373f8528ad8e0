package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;

record OAuthOverHttp(InternalPeer peer) implements OAuthService {
    @Override
    public Uni<ClientAuthentication> authenticate(ClientCredentials credentials) {
        return peer.post("/internal/clients/authentications", credentials, ClientAuthentication.class);
    }
}
