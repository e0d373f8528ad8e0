package dev.gatehouse.oauth.token;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.smallrye.mutiny.Uni;

/** One way to tokens. */
sealed interface Grant permits AuthorizationCodeGrant, ClientCredentialsGrant, RefreshTokenGrant, TokenExchangeGrant {
    GrantType type();

    /** @param client has proved who it is, and may use this grant */
    Uni<Answer> answer(RegisteredClient client, FormParameters form);
}
