package dev.gatehouse.token.exchange;

import dev.gatehouse.common.peer.TokenService.ExchangeOrder;
import dev.gatehouse.common.peer.TokenService.Minting;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Exchanging for an OAuth client, which oauth-service has authenticated; on the event loop. */
@Path("/internal/tokens/exchange")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ExchangeResource {
    private final Exchanger exchanger;

    ExchangeResource(Exchanger exchanger) {
        this.exchanger = exchanger;
    }

    @POST
    public Uni<Minting> exchange(@NotNull @Valid ExchangeOrder order) {
        return exchanger.exchange(order);
    }
}
