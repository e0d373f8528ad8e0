package dev.gatehouse.identity.user;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** All that can let somebody in as a user: for the user, first-hand, and for administrators. */
@Path("/users/{id: " + UserResource.ID + "}/credentials")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class CredentialResource {
    private final CredentialList credentials;
    private final CurrentCaller caller;

    CredentialResource(CredentialList credentials, CurrentCaller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    @GET
    public Response list(@PathParam("id") UUID id) {
        boolean own = id.equals(caller.get().user()) && !caller.get().scope().has(Scope.ADMIN);
        if (own) {
            caller.accountOwner();
        } else {
            caller.with(Scope.ADMIN);
        }
        return (own ? credentials.of(id) : credentials.lookedAt(id, caller.get().subject()))
                .map(all -> Response.ok(all).header("Cache-Control", "no-store").build())
                .orElseGet(UserAnswers::absent);
    }
}
