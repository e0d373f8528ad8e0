package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import dev.gatehouse.oauth.upstream.Discovery.Published;
import dev.gatehouse.oauth.upstream.UpstreamSessionStore.Origin;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a user who signs out here can do so at the provider, too (OpenID Connect RP-Initiated Logout 1.0). Blocks. */
@Singleton
public class SignOutThere {
    /** Whoever signs out waits for it. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final UpstreamSessionStore store;
    private final UpstreamSessions sessions;
    private final ProviderStore providers;
    private final Discovery discovery;
    private final ExecutorService threads;
    private final String issuer;

    SignOutThere(
            UpstreamSessionStore store,
            UpstreamSessions sessions,
            ProviderStore providers,
            Discovery discovery,
            @VirtualThreads ExecutorService threads,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.store = store;
        this.sessions = sessions;
        this.providers = providers;
        this.discovery = discovery;
        this.threads = threads;
        this.issuer = issuer;
    }

    /** Of a session; empty where it began nowhere else, or where that has no sign-out or is not asked for it. */
    public Optional<Elsewhere> of(String sid) {
        Optional<Origin> origin = store.origin(sid);
        return origin.flatMap(found -> providers.provider(found.provider()))
                .flatMap(provider -> endpoint(provider).map(endpoint -> {
                    var said = new LinkedHashMap<String, String>();
                    String sealed = origin.get().sealedIdToken();
                    if (sealed != null) {
                        addHint(said, sessions.opened(sealed, provider.name(), sid));
                    }
                    said.put("client_id", provider.credentials().clientId());
                    said.put("post_logout_redirect_uri", issuer + "/logout");
                    String address = endpoint + (endpoint.indexOf('?') < 0 ? '?' : '&') + FormParameters.encode(said);
                    return new Elsewhere(provider.displayName(), address);
                }));
    }

    /** It spares the user a question there; but a server may refuse an address that is too long. */
    private static void addHint(Map<String, String> said, String idToken) {
        if (idToken.length() <= UpstreamSessions.LONGEST_TOKEN) {
            said.put("id_token_hint", idToken);
        }
    }

    /** What it publishes is not waited for long: then nothing is offered. */
    private Optional<String> endpoint(UpstreamProvider provider) {
        String said = provider.signOut().endpoint();
        return said != null
                ? Optional.of(said)
                : CompletableFuture.supplyAsync(() -> discovery.of(provider), threads)
                        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                        .map(Published::endSessionEndpoint);
    }
}
