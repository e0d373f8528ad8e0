package dev.gatehouse.common.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

record IdentityOverHttp(InternalPeer peer) implements IdentityService {
    @Override
    public Uni<Authentication> authenticate(Credentials credentials) {
        return peer.post("/internal/authentications", credentials, Authentication.class);
    }

    @Override
    public Uni<CallAuthentication> authenticateCall(Credentials credentials) {
        return peer.post("/internal/authentications/calls", credentials, CallAuthentication.class);
    }

    @Override
    public Uni<UserLookup> user(UUID id) {
        return peer.get("/internal/users/" + id, UserLookup.class);
    }

    @Override
    public Uni<Authentication> federated(FederatedIdentity identity) {
        return peer.post("/internal/federated-identities", identity, Authentication.class);
    }

    @Override
    public Uni<Linking> link(LinkOrder order) {
        return peer.post("/internal/federated-identities/links", order, Linking.class);
    }
}
