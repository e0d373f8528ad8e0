package dev.gatehouse.common.peer;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Makes the clients of the other services, when they are first asked. Made here rather than by Quarkus' own
 * configuration of clients, which is read at each start for every client, needed or not: a fifth of a native start.
 */
@Singleton
public class PeerClients {
    private final PeerConfig config;
    private final ServiceTokens tokens;

    PeerClients(PeerConfig config, ServiceTokens tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    @Produces
    @ApplicationScoped
    IdentityService identity() {
        return internal(IdentityService.class, config.identity(), IdentityService.NAME);
    }

    @Produces
    @ApplicationScoped
    TokenService token() {
        return internal(TokenService.class, config.token(), TokenService.NAME);
    }

    @Produces
    @ApplicationScoped
    SessionService session() {
        return internal(SessionService.class, config.session(), SessionService.NAME);
    }

    @Produces
    @ApplicationScoped
    OAuthService oauth() {
        return internal(OAuthService.class, config.oauth(), OAuthService.NAME);
    }

    /** For a client of what a service serves to everyone; it shows no service token. */
    public QuarkusRestClientBuilder open(URI service) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(service)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false);
    }

    private <T> T internal(Class<T> type, URI service, String audience) {
        return open(service).register(new ServiceTokenSender(tokens, audience)).build(type);
    }
}
