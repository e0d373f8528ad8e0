package dev.gatehouse.common.peer;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts the service token on each call to a peer. */
record ServiceTokenSender(ServiceTokens tokens, String audience) implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle("Authorization", "Bearer " + tokens.tokenFor(audience));
    }
}
