package dev.gatehouse.common.peer;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts the service token on calls to a peer; one small filter per peer, for the audience differs. */
public abstract sealed class ServiceTokenSender implements ClientRequestFilter {
    private final ServiceTokens tokens;
    private final String audience;

    private ServiceTokenSender(ServiceTokens tokens, String audience) {
        this.tokens = tokens;
        this.audience = audience;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle("Authorization", "Bearer " + tokens.tokenFor(audience));
    }

    @Singleton
    public static final class ToIdentity extends ServiceTokenSender {
        ToIdentity(ServiceTokens tokens) {
            super(tokens, IdentityService.NAME);
        }
    }

    @Singleton
    public static final class ToToken extends ServiceTokenSender {
        ToToken(ServiceTokens tokens) {
            super(tokens, TokenService.NAME);
        }
    }

    @Singleton
    public static final class ToSession extends ServiceTokenSender {
        ToSession(ServiceTokens tokens) {
            super(tokens, SessionService.NAME);
        }
    }

    @Singleton
    public static final class ToOAuth extends ServiceTokenSender {
        ToOAuth(ServiceTokens tokens) {
            super(tokens, OAuthService.NAME);
        }
    }
}
