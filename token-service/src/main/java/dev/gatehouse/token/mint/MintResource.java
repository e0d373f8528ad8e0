package dev.gatehouse.token.mint;

import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minting;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Minting for the other services; on the event loop, for every token of every flow comes through here. */
@Path("/internal/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MintResource {
    private final Minter minter;

    MintResource(Minter minter) {
        this.minter = minter;
    }

    @POST
    public Uni<Minting> mint(@NotNull @Valid Mint order) {
        return minter.mintUnlessRevoked(order);
    }
}
