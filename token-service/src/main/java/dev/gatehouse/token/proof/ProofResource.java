package dev.gatehouse.token.proof;

import dev.gatehouse.common.peer.SignatureService.ProofOrder;
import dev.gatehouse.common.peer.SignatureService.Proving;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Judges proofs for oauth-service, which is shown them where tokens are given. */
@Path("/internal/tokens/proofs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProofResource {
    private final Proofs proofs;

    ProofResource(Proofs proofs) {
        this.proofs = proofs;
    }

    @POST
    public Uni<Proving> prove(@NotNull @Valid ProofOrder order) {
        return proofs.prove(order);
    }
}
