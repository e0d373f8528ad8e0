package dev.gatehouse.common.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.problem.PeerAway;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** The upstream providers that one can sign in with; oauth-service knows them. Blocks. */
@ApplicationScoped
public class Providers {
    private static final Logger LOG = Logger.getLogger(Providers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private final ReentrantLock asking = new ReentrantLock();
    private final Peer oauth;
    private final ObjectMapper json;
    private volatile Kept kept = new Kept(List.of(), System.nanoTime());

    Providers(PeerClients clients, PeerConfig config, ObjectMapper json) {
        oauth = clients.open(config.oauth());
        this.json = json;
    }

    /**
     * One that is set up.
     *
     * @param name as in {@code /connect/{name}}
     * @param asksAnew whether it can be told to have its user prove anew who they are
     */
    @RegisterForReflection
    public record Provider(String name, String displayName, boolean asksAnew) {}

    @RegisterForReflection
    public record Listing(List<Provider> providers) {}

    /** What oauth-service said last. @param until when that is asked again, as of {@link System#nanoTime} */
    private record Kept(List<Provider> providers, long until) {
        boolean fresh() {
            return until - System.nanoTime() > 0;
        }
    }

    /**
     * All of them, as of a while ago: else whoever only looks at the page would have oauth-service ask its database. One call
     * asks at a time, and the others make do with what is there. Where oauth-service does not say so soon enough, it is what
     * it said before, or none: there are other ways in.
     */
    public List<Provider> all() {
        Kept now = kept;
        if (now.fresh() || !asking.tryLock()) {
            return now.providers();
        }
        try {
            if (!kept.fresh()) {
                kept = asked();
            }
            return kept.providers();
        } finally {
            asking.unlock();
        }
    }

    private Kept asked() {
        return oauth.call(HttpMethod.GET, "/connect", MultiMap.caseInsensitiveMultiMap(), null)
                .map(Unchecked.function(this::read))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(said -> new Kept(said, System.nanoTime() + GOOD_FOR.toNanos()))
                .onFailure()
                .invoke(e -> LOG.warnf("a page goes without new providers: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(() -> new Kept(kept.providers(), System.nanoTime() + PAUSE.toNanos()))
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
