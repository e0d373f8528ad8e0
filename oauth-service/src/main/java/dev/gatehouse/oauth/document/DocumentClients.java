package dev.gatehouse.oauth.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.SelfDescribed;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * Clients as their documents have them, fetched when they are first named, and anew when they have expired. What strangers can
 * have fetched is bounded by where they come from, and what failed is not tried again at once. Never blocks its caller.
 */
@Singleton
class DocumentClients implements SelfDescribed {
    private static final Logger LOG = Logger.getLogger(DocumentClients.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private final DocumentConfig config;
    private final GuardedFetch fetch;
    private final Limiter limiter;
    private final DocumentIntake intake;
    private final ExecutorService threads;
    private final Cache<String, Boolean> failed;

    DocumentClients(
            DocumentConfig config,
            GuardedFetch fetch,
            Limiter limiter,
            DocumentIntake intake,
            @VirtualThreads ExecutorService threads) {
        this.config = config;
        this.fetch = fetch;
        this.limiter = limiter;
        this.intake = intake;
        this.threads = threads;
        failed = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(config.failureLifetime())
                .build();
    }

    @Override
    public Uni<Optional<RegisteredClient>> current(String clientId, Uni<Optional<RegisteredClient>> kept) {
        if (!config.enabled()) {
            return Uni.createFrom().item(Optional.empty());
        }
        // Here, where it is known whose request this is.
        String network = Network.ofRequester();
        return kept.chain(known -> {
            if (known.filter(DocumentClients::counts).isPresent()) {
                return Uni.createFrom().item(known);
            }
            return failed.getIfPresent(clientId) == null
                    ? admitted(clientId, network)
                    : Uni.createFrom().item(Optional.empty());
        });
    }

    private static boolean counts(RegisteredClient client) {
        Instant end = client.origin().documentExpiresAt();
        return end != null && end.isAfter(Instant.now());
    }

    /** Fails where too much is fetched for whoever asks: others may be luckier. */
    private Uni<Optional<RegisteredClient>> admitted(String clientId, String network) {
        return limiter.count("client-document", network, config.perAddressPerHour(), HOUR)
                .chain(seconds -> seconds > 0
                        ? Uni.createFrom()
                                .failure(new PeerAway("too many client documents are asked for by " + network))
                        : fetched(clientId));
    }

    private Uni<Optional<RegisteredClient>> fetched(String clientId) {
        return fetch.get(URI.create(clientId), Kind.DOCUMENT, Reach.PUBLIC)
                .emitOn(threads)
                .map(answer -> switch (answer) {
                    // The document may be fine.
                    case GuardedFetch.Busy busy -> throw new PeerAway("too many client documents are fetched");
                    case GuardedFetch.Refused(String why) -> new DocumentIntake.Declined(why);
                    case GuardedFetch.Fetched document -> intake.take(clientId, document);
                })
                .map(outcome -> switch (outcome) {
                    case DocumentIntake.Taken(RegisteredClient client) -> Optional.of(client);
                    case DocumentIntake.Declined(String why) -> {
                        failed.put(clientId, true);
                        LOG.infof("no client by its document: %s %s", clientId, why);
                        yield Optional.empty();
                    }
                });
    }
}
