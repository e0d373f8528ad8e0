package dev.gatehouse.common.caller;

import dev.gatehouse.common.peer.PeerClients;
import dev.gatehouse.common.peer.PeerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the client of {@code /verify}, when it is first asked: filters, which ask, are made at the start. */
@Singleton
class VerifyClient {
    private final PeerClients clients;
    private final PeerConfig config;

    VerifyClient(PeerClients clients, PeerConfig config) {
        this.clients = clients;
        this.config = config;
    }

    @Produces
    @ApplicationScoped
    VerifyEndpoint verify() {
        return clients.open(config.token())
                // 401 and 403 are answers to pass on, not exceptions.
                .disableDefaultMapper(true)
                .build(VerifyEndpoint.class);
    }
}
