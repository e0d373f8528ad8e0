package dev.gatehouse.identity.elsewhere;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.identity.user.AccountExport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the other services keep of a user, as parts of what they can take along. Where one is away, asking for its part fails
 * with {@link dev.gatehouse.common.problem.PeerAway}, so that nobody takes what is left for all there is.
 */
@Singleton
class KeptElsewhere {
    private final SessionService sessions;
    private final TokenService tokens;
    private final OAuthService oauth;

    KeptElsewhere(SessionService sessions, TokenService tokens, OAuthService oauth) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.oauth = oauth;
    }

    private record Kept(String name, boolean letsIn, Function<UUID, Uni<? extends List<?>>> asking)
            implements AccountExport.Part {
        @Override
        public List<?> of(UUID user) {
            return asking.apply(user).await().indefinitely();
        }
    }

    @Produces
    @Singleton
    AccountExport.Part openSessions() {
        return new Kept("sessions", true, user -> sessions.of(user).map(SessionService.OpenSessions::sessions));
    }

    @Produces
    @Singleton
    AccountExport.Part grants() {
        return new Kept("grants", true, user -> tokens.of(user).map(TokenService.Held::grants));
    }

    @Produces
    @Singleton
    AccountExport.Part apiKeys() {
        return new Kept("api_keys", true, user -> tokens.of(user).map(TokenService.Held::apiKeys));
    }

    /** A consent alone lets nobody in: what a client was given for it is a grant. */
    @Produces
    @Singleton
    AccountExport.Part consents() {
        return new Kept("consents", false, user -> oauth.consentsOf(user).map(OAuthService.Consents::consents));
    }
}
