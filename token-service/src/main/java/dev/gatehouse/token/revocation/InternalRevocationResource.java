package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** Revoking for the other services. */
@Path("/internal/tokens/revocations")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class InternalRevocationResource {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private final Revocations revocations;

    InternalRevocationResource(Revocations revocations) {
        this.revocations = revocations;
    }

    @POST
    public Response revoke(@NotNull @Valid Revoke order) {
        if (order.kind() == Kind.grant && !UUID.matcher(order.value()).matches()) {
            return Problem.of(400, "invalid_request", "A grant is named by a UUID.")
                    .response();
        }
        revocations.revoke(order);
        return Response.noContent().build();
    }
}
