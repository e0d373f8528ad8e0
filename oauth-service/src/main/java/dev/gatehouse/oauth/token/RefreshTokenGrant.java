package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The next tokens of a grant (RFC 6749, section 6); token-service decides. */
@Singleton
final class RefreshTokenGrant implements Grant {
    private final TokenService tokens;
    private final IdTokenRecipients recipients;

    RefreshTokenGrant(TokenService tokens, IdTokenRecipients recipients) {
        this.recipients = recipients;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.refresh_token;
    }

    @Override
    public Uni<Answer> answer(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        String token = form.get("refresh_token");
        if (token == null) {
            return Uni.createFrom().item(new Refused(OAuthError.request("refresh_token is missing.")));
        }
        if (!Secrets.wellFormed(SecretKind.REFRESH_TOKEN, token)) {
            return Uni.createFrom().item(new Refused(OAuthError.grant("That is no refresh token.")));
        }
        Scope scope;
        try {
            scope = Scope.parse(form.get("scope"));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new Refused(OAuthError.scope("scope has a character that is not allowed.")));
        }
        if (!client.scope().covers(scope)) {
            return Uni.createFrom().item(new Refused(OAuthError.scope("The client may not ask for that scope.")));
        }
        List<String> resources = form.every(Resources.PARAMETER);
        Optional<String> refusal = Resources.refusal(resources, client.tokens().resources());
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Refused(OAuthError.target(refusal.get())));
        }
        Scope asked = scope;
        // What the grant is for only token-service knows: not more than the client may have.
        Scope most = asked.isEmpty() ? client.scope() : asked;
        return recipients.with(client, most, encryption -> refresh(proven, token, asked, resources, encryption));
    }

    private Uni<Answer> refresh(
            Proven proven, String token, Scope scope, List<String> resources, @Nullable Encryption encryption) {
        RegisteredClient client = proven.client();
        var order = new TokenService.RefreshOrder(
                token,
                client.clientId(),
                client.scope(),
                scope.isEmpty() ? null : scope,
                ClientTerms.of(proven, resources, null, encryption),
                client.tokens().resources());
        return tokens.refresh(order).map(outcome -> switch (outcome) {
            case TokenService.Minted minted -> Granted.of(minted, proven.confirmation());
            case TokenService.MintRefused(String error, String description) ->
                new Refused(new OAuthError(error, description));
        });
    }
}
