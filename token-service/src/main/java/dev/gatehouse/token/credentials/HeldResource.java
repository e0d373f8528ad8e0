package dev.gatehouse.token.credentials;

import dev.gatehouse.common.peer.TokenService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** What a user holds, for identity-service. */
@Path("/internal/tokens/of/{user}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HeldResource {
    private final HeldStore store;

    HeldResource(HeldStore store) {
        this.store = store;
    }

    @GET
    public TokenService.Held of(@PathParam("user") UUID user) {
        return new TokenService.Held(
                store.grants(user, TokenService.MOST_HELD), store.keys(user, TokenService.MOST_HELD));
    }
}
