package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that acts for itself (RFC 6749, section 4.4); no refresh token, for it can always ask again. */
@Singleton
final class ClientCredentialsGrant implements Grant {
    private final TokenService tokens;

    ClientCredentialsGrant(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.client_credentials;
    }

    @Override
    public Uni<Answer> answer(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        if (!client.confidential()) {
            return Uni.createFrom()
                    .item(new Refused(OAuthError.unauthorized("A public client cannot act for itself.")));
        }
        Optional<Scope> scope = scope(client.scope(), form.get("scope"));
        if (scope.isEmpty()) {
            return Uni.createFrom().item(new Refused(OAuthError.scope("The client may not ask for that scope.")));
        }
        List<String> resources = form.every(Resources.PARAMETER);
        Optional<String> refusal = Resources.refusal(resources, client.tokens().resources());
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Refused(OAuthError.target(refusal.get())));
        }
        return tokens.mint(new TokenService.Mint(
                                client.clientId(),
                                null,
                                client.clientId(),
                                scope.get(),
                                null,
                                null,
                                null,
                                client.format(),
                                false,
                                null)
                        .on(ClientTerms.alone(proven, resources))
                        .since(Instant.now()))
                .map(minting -> switch (minting) {
                    case TokenService.Minted minted -> Granted.of(minted, proven.confirmation());
                    case TokenService.MintRefused(String error, String why) -> new Refused(new OAuthError(error, why));
                });
    }

    /**
     * What the token may do: what was asked for, or all that the client may; never what only makes sense of a user.
     * Empty where more is asked for than the client may.
     */
    static Optional<Scope> scope(Scope allowed, @Nullable String asked) {
        try {
            Scope scope = Scope.parse(asked);
            var own = new LinkedHashSet<>(allowed.tokens());
            own.removeAll(Scope.ABOUT_USERS.tokens());
            return scope.isEmpty() || own.containsAll(scope.tokens())
                    ? Optional.of(scope.isEmpty() ? new Scope(own) : scope)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
