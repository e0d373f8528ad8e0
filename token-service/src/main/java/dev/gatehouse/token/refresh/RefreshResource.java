package dev.gatehouse.token.refresh;

import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.RefreshOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Refreshing for an OAuth client, which oauth-service has authenticated. */
@Path("/internal/tokens/refresh")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RefreshResource {
    private final Refresher refresher;

    RefreshResource(Refresher refresher) {
        this.refresher = refresher;
    }

    @POST
    public Minting refresh(@NotNull @Valid RefreshOrder order) {
        return refresher.refresh(order);
    }
}
