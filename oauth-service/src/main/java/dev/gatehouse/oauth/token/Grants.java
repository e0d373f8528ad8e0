package dev.gatehouse.oauth.token;

import dev.gatehouse.oauth.client.ClientAuthenticator;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.parameters.Parameters;
import dev.gatehouse.oauth.token.PresentedClient.Presented;
import dev.gatehouse.oauth.token.PresentedClient.Unreadable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the client, then leads to the grant that it asks for. */
@Singleton
final class Grants {
    private final Clients clients;
    private final AuthorizationCodeGrant authorizationCode;
    private final RefreshTokenGrant refreshToken;
    private final ClientCredentialsGrant clientCredentials;

    Grants(
            Clients clients,
            AuthorizationCodeGrant authorizationCode,
            RefreshTokenGrant refreshToken,
            ClientCredentialsGrant clientCredentials) {
        this.clients = clients;
        this.authorizationCode = authorizationCode;
        this.refreshToken = refreshToken;
        this.clientCredentials = clientCredentials;
    }

    Uni<Answer> answer(@Nullable String authorization, Parameters form) {
        if (!form.repeated().isEmpty()) {
            return Uni.createFrom().item(Refused.request("A parameter is there more than once."));
        }
        return switch (PresentedClient.read(authorization, form)) {
            case Unreadable(Refused answer) -> Uni.createFrom().item(answer);
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
    static Admission admit(Optional<RegisteredClient> found, Presented presented, Parameters form) {
        Optional<RegisteredClient> proved = ClientAuthenticator.authenticate(found, presented.secret());
        if (proved.isEmpty()) {
            return new NotAdmitted(Refused.client("There is no such client, or the secret is wrong."));
        }
        RegisteredClient client = proved.get();
        if (presented.method() != client.authMethod()) {
            return new NotAdmitted(Refused.client("The client is registered for " + client.authMethod() + "."));
        }
        String asked = form.get("grant_type");
        if (asked == null) {
            return new NotAdmitted(Refused.request("grant_type is missing."));
        }
        Optional<GrantType> type = GrantType.named(asked);
        if (type.isEmpty()) {
            return new NotAdmitted(new Refused(400, "unsupported_grant_type", "There is no such grant here."));
        }
        return client.may(type.get())
                ? new Admitted(client, type.get())
                : new NotAdmitted(Refused.unauthorized("The client may not use this grant."));
    }

    private Grant grant(GrantType type) {
        return switch (type) {
            case authorization_code -> authorizationCode;
            case refresh_token -> refreshToken;
            case client_credentials -> clientCredentials;
        };
    }
}
