package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.OAuthService;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Serves {@link OAuthService}, on the event loop: introspection comes by here. */
@Path("/internal/clients")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InternalClientResource {
    private final Clients clients;

    InternalClientResource(Clients clients) {
        this.clients = clients;
    }

    @POST
    @Path("/authentications")
    public Uni<OAuthService.ClientAuthentication> authenticate(
            @NotNull @Valid OAuthService.ClientCredentials credentials) {
        return clients.find(credentials.clientId())
                .map(found -> ClientAuthenticator.authenticate(found, credentials.method(), credentials.clientSecret())
                        .<OAuthService.ClientAuthentication>map(client -> new OAuthService.Client(
                                client.clientId(),
                                client.confidential(),
                                client.scope(),
                                client.tokens().resources()))
                        .orElseGet(OAuthService.InvalidClient::new));
    }
}
