package dev.gatehouse.token.introspection;

import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.apikey.ApiKeys;
import dev.gatehouse.token.refresh.PresentedGrant;
import dev.gatehouse.token.revocation.Revocations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A client gives up a token of its own (RFC 7009, section 2). Blocks. */
@Singleton
class ClientRevocation {
    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final PresentedGrant grants;
    private final Revocations revocations;

    ClientRevocation(AccessTokens tokens, ApiKeys keys, PresentedGrant grants, Revocations revocations) {
        this.tokens = tokens;
        this.keys = keys;
        this.grants = grants;
        this.revocations = revocations;
    }

    /**
     * An access token ends alone; a refresh token ends its grant with all access tokens of it. What is another client's,
     * nobody's, long over or revoked already stays as it is: whoever gives up a token again and again fills no log. An API
     * key ends for any client that has a secret.
     */
    void revoke(String token, Client client) {
        if (!token.startsWith(SecretKind.API_KEY.prefix())) {
            named(token, client.clientId()).ifPresent(revocations::revoke);
        } else if (client.confidential()) {
            // It is no client's: whoever shows all of it could do worse with it than end it, as scanners for leaks do.
            keys.remove(token);
        }
    }

    private Optional<Revoke> named(String token, String clientId) {
        if (token.startsWith(SecretKind.REFRESH_TOKEN.prefix())) {
            return grants.of(token, clientId).map(grant -> new Revoke(Kind.grant, grant.toString()));
        }
        return switch (tokens.readFor(clientId, token).await().indefinitely()) {
            case AccessTokens.Readable(AccessToken access) ->
                clientId.equals(access.clientId()) && !revoked(access)
                        ? Optional.of(new Revoke(Kind.jti, access.id()))
                        : Optional.empty();
            case AccessTokens.Unreadable ignored -> Optional.empty();
        };
    }

    /** Where Redis cannot tell, it is revoked once more rather than not at all. */
    private boolean revoked(AccessToken token) {
        return revocations
                .revoked(token)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }
}
