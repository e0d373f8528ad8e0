package dev.gatehouse.oauth.proof;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.oauth.client.RegisteredClient;
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
    private final ClientProofs proofs;

    InternalClientResource(ClientProofs proofs) {
        this.proofs = proofs;
    }

    @POST
    @Path("/authentications")
    public Uni<OAuthService.ClientAuthentication> authenticate(@NotNull @Valid OAuthService.Presentation shown) {
        return proofs.proveOnce(shown).map(outcome -> switch (outcome) {
            case ClientProofs.Known known -> told(known.client());
            case ClientProofs.Unknown ignored -> new OAuthService.InvalidClient();
        });
    }

    private static OAuthService.Client told(RegisteredClient client) {
        return new OAuthService.Client(
                client.clientId(),
                client.confidential(),
                client.scope(),
                client.tokens().resources());
    }
}
