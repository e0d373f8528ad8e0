package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.oauth.PresentedClient;
import dev.gatehouse.common.oauth.PresentedClient.Presented;
import dev.gatehouse.common.oauth.PresentedClient.Unreadable;
import dev.gatehouse.oauth.client.ClientAuthenticator;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Knows the client, then leads to the grant that it asks for. */
@Singleton
final class Grants {
    private final Clients clients;
    private final AuthorizationCodeGrant authorizationCode;
    private final RefreshTokenGrant refreshToken;
    private final ClientCredentialsGrant clientCredentials;
    private final TokenExchangeGrant tokenExchange;

    Grants(
            Clients clients,
            AuthorizationCodeGrant authorizationCode,
            RefreshTokenGrant refreshToken,
            ClientCredentialsGrant clientCredentials,
            TokenExchangeGrant tokenExchange) {
        this.clients = clients;
        this.authorizationCode = authorizationCode;
        this.refreshToken = refreshToken;
        this.clientCredentials = clientCredentials;
        this.tokenExchange = tokenExchange;
    }

    Uni<Answer> answer(List<String> authorization, FormParameters form) {
        if (!form.repeated(Resources.PARAMETER, "audience").isEmpty()) {
            return Uni.createFrom().item(new Refused(OAuthError.request("A parameter is there more than once.")));
        }
        return switch (PresentedClient.read(authorization, form)) {
            case Unreadable(OAuthError answer) -> Uni.createFrom().item(new Refused(answer));
            case Presented presented ->
                clients.find(presented.clientId()).chain(found -> switch (admit(found, presented, form)) {
                    case Admitted(RegisteredClient client, GrantType type) ->
                        grant(type).answer(client, form);
                    case NotAdmitted(Refused answer) -> Uni.createFrom().item(answer);
                });
        };
    }

    sealed interface Admission permits Admitted, NotAdmitted {}

    record Admitted(RegisteredClient client, GrantType type) implements Admission {}

    record NotAdmitted(Refused answer) implements Admission {}

    /** Whether this is the client, and it may use the grant that it asks for. */
    static Admission admit(Optional<RegisteredClient> found, Presented presented, FormParameters form) {
        Optional<RegisteredClient> proved =
                ClientAuthenticator.authenticate(found, presented.method(), presented.secret());
        if (proved.isEmpty()) {
            return new NotAdmitted(new Refused(OAuthError.UNKNOWN_CLIENT));
        }
        RegisteredClient client = proved.get();
        String asked = form.get("grant_type");
        if (asked == null) {
            return new NotAdmitted(new Refused(OAuthError.request("grant_type is missing.")));
        }
        Optional<GrantType> type = GrantType.named(asked);
        if (type.isEmpty()) {
            return new NotAdmitted(
                    new Refused(new OAuthError("unsupported_grant_type", "There is no such grant here.")));
        }
        return client.may(type.get())
                ? new Admitted(client, type.get())
                : new NotAdmitted(new Refused(OAuthError.unauthorized("The client may not use this grant.")));
    }

    private Grant grant(GrantType type) {
        return switch (type) {
            case authorization_code -> authorizationCode;
            case refresh_token -> refreshToken;
            case client_credentials -> clientCredentials;
            case token_exchange -> tokenExchange;
        };
    }
}
