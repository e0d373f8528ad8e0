package dev.gatehouse.token.clientkey;

import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Shared keys for oauth-service, which knows the clients and whoever administers them. */
@Path("/internal/tokens")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SharedKeyResource {
    private final SharedKeyCommand command;
    private final SigningAlgorithms algorithms;

    SharedKeyResource(SharedKeyCommand command, SigningAlgorithms algorithms) {
        this.command = command;
        this.algorithms = algorithms;
    }

    @GET
    @Path("/algorithms")
    public ClientKeyService.Algorithms algorithms() {
        return new ClientKeyService.Algorithms(algorithms.names());
    }

    @POST
    @Path("/client-keys/{client_id: [A-Za-z0-9_-]{1,64}}")
    public Response share(@PathParam("client_id") String clientId) {
        if (!algorithms.names().contains(ClientKeyService.SHARED)) {
            return Problem.of(409, "not_in_use", "No keys are shared with clients here.")
                    .response();
        }
        command.share(clientId);
        return Response.noContent().build();
    }

    @GET
    @Path("/client-keys/{client_id: [A-Za-z0-9_-]{1,64}}")
    public ClientKeyService.SharedKeys of(@PathParam("client_id") String clientId) {
        return new ClientKeyService.SharedKeys(command.of(clientId));
    }

    @POST
    @Path("/client-keys/{client_id: [A-Za-z0-9_-]{1,64}}/rotation")
    public ClientKeyService.Outcome rotate(
            @PathParam("client_id") String clientId, @NotNull @Valid ClientKeyService.Rotation order) {
        return command.rotate(clientId, order);
    }

    @DELETE
    @Path("/client-keys/{client_id: [A-Za-z0-9_-]{1,64}}")
    public Response forget(@PathParam("client_id") String clientId) {
        command.forget(clientId);
        return Response.noContent().build();
    }
}
