package dev.gatehouse.common.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Makes the clients of the other services, when they are first asked. */
@Singleton
public class PeerClients {
    private final PeerConfig config;
    private final Connections connections;
    private final ServiceTokens tokens;
    private final ObjectMapper json;

    PeerClients(PeerConfig config, Connections connections, ServiceTokens tokens, ObjectMapper json) {
        this.config = config;
        this.connections = connections;
        this.tokens = tokens;
        this.json = json;
    }

    /** An address that cannot be called keeps the service from starting. */
    void start(@Observes StartupEvent event) {
        List.of(config.identity(), config.token(), config.session(), config.oauth())
                .forEach(Peer::checked);
    }

    @Produces
    @ApplicationScoped
    IdentityService identity() {
        return new IdentityOverHttp(internal(config.identity(), IdentityService.NAME));
    }

    @Produces
    @ApplicationScoped
    TokenService token() {
        return new TokenOverHttp(internal(config.token(), TokenService.NAME));
    }

    @Produces
    @ApplicationScoped
    ClientKeyService clientKeys() {
        return new ClientKeyOverHttp(internal(config.token(), TokenService.NAME));
    }

    @Produces
    @ApplicationScoped
    SignatureService signatures() {
        return new SignatureOverHttp(internal(config.token(), TokenService.NAME));
    }

    @Produces
    @ApplicationScoped
    SessionService session() {
        return new SessionOverHttp(internal(config.session(), SessionService.NAME));
    }

    @Produces
    @ApplicationScoped
    OAuthService oauth() {
        return new OAuthOverHttp(internal(config.oauth(), OAuthService.NAME));
    }

    /** For what a service serves to everyone; it shows no service token. */
    public Peer open(URI service) {
        return new Peer(service, connections, config);
    }

    private InternalPeer internal(URI service, String name) {
        return new InternalPeer(name, open(service), tokens, json);
    }
}
