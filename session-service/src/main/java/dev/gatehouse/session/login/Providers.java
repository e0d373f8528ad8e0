package dev.gatehouse.session.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.peer.PeerClients;
import dev.gatehouse.common.peer.PeerConfig;
import dev.gatehouse.common.problem.PeerAway;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The providers that one can sign in with instead; oauth-service knows them. */
@ApplicationScoped
class Providers {
    private static final Logger LOG = Logger.getLogger(Providers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final Peer oauth;
    private final ObjectMapper json;

    Providers(PeerClients clients, PeerConfig config, ObjectMapper json) {
        oauth = clients.open(config.oauth());
        this.json = json;
    }

    /** One that is set up. @param name as in {@code /connect/{name}} */
    @RegisterForReflection
    record Provider(String name, String displayName) {}

    @RegisterForReflection
    record Listing(List<Provider> providers) {}

    /** All of them; none where oauth-service does not say so soon enough, for a password still signs in. */
    List<Provider> all() {
        return oauth.call(HttpMethod.GET, "/connect", MultiMap.caseInsensitiveMultiMap(), null)
                .map(Unchecked.function(this::read))
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

    private List<Provider> read(Peer.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new PeerAway("oauth-service answered " + answer.status());
        }
        return json.readValue(answer.body().getBytes(), Listing.class).providers();
    }
}
