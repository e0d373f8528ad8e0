package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** What the caller lets clients do, and taking it back. */
@Path("/consents")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {
    private final ConsentStore consents;
    private final Withdrawal withdrawal;
    private final CurrentCaller caller;

    ConsentResource(ConsentStore consents, Withdrawal withdrawal, CurrentCaller caller) {
        this.consents = consents;
        this.withdrawal = withdrawal;
        this.caller = caller;
    }

    /** The caller's consents. */
    @RegisterForReflection
    public record Listing(List<ConsentStore.Consent> consents) {}

    @GET
    public Response list() {
        UUID user = caller.userWith(Scope.ACCOUNT);
        return Response.ok(new Listing(consents.ofUser(user)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Takes the consent back, and with it all that the client holds for the caller. */
    @DELETE
    @Path("/{client_id: .+}")
    public Response remove(@PathParam("client_id") String clientId) {
        UUID user = caller.userWith(Scope.ACCOUNT);
        return withdrawal.of(user, clientId) ? Response.noContent().build() : absent();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "You have given that client no consent.")
                .response();
    }
}
