package dev.gatehouse.session.login;

import dev.gatehouse.common.peer.PeerClients;
import dev.gatehouse.common.peer.PeerConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The providers that one can sign in with instead; oauth-service knows them. */
@ApplicationScoped
class Providers {
    private static final Logger LOG = Logger.getLogger(Providers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final ConnectEndpoint connect;

    Providers(PeerClients clients, PeerConfig config) {
        connect = clients.open(config.oauth()).build(ConnectEndpoint.class);
    }

    /** One that is set up. @param name as in {@code /connect/{name}} */
    record Provider(String name, String displayName) {}

    record Listing(List<Provider> providers) {}

    /** {@code GET /connect}, which is public. */
    @Path("/connect")
    interface ConnectEndpoint {
        @GET
        Uni<Listing> providers();
    }

    /** All of them; none where oauth-service does not say so soon enough, for a password still signs in. */
    List<Provider> all() {
        return connect.providers()
                .map(Listing::providers)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(e -> LOG.warnf("the sign-in page goes without providers: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(List.of())
                .await()
                .indefinitely();
    }
}
