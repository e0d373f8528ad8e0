package dev.gatehouse.token.signature;

import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signature;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Signing for oauth-service; on the event loop, as minting is. */
@Path("/internal/tokens/signatures")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SignatureResource {
    private final Signatures signatures;

    SignatureResource(Signatures signatures) {
        this.signatures = signatures;
    }

    @POST
    public Uni<Signature> sign(@NotNull @Valid SignOrder order) {
        return signatures.sign(order);
    }
}
