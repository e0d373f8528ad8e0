package dev.gatehouse.identity.federation;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The caller's accounts at upstream providers; only first-hand. oauth-service leads the browser there to link one. */
@Path("/account/identities")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class LinkedIdentityResource {
    private final LinkedIdentities identities;
    private final CurrentCaller caller;

    LinkedIdentityResource(LinkedIdentities identities, CurrentCaller caller) {
        this.identities = identities;
        this.caller = caller;
    }

    /** @param subject the caller's id there */
    @RegisterForReflection
    public record Shown(String id, String provider, String subject, Instant createdAt) {
        static Shown of(LinkedIdentity identity) {
            return new Shown(identity.id(), identity.provider(), identity.subject(), identity.createdAt());
        }
    }

    /** All of the caller's. */
    @RegisterForReflection
    public record Listing(List<Shown> identities) {}

    @GET
    public Response list() {
        return Response.ok(new Listing(identities.of(caller.accountOwner()).stream()
                        .map(Shown::of)
                        .toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** From now on the account there does not sign in here; refused where nothing else would. */
    @DELETE
    @Path("/{id: [0-9a-f]{64}}")
    public Response unlink(@PathParam("id") String id) {
        UUID user = caller.accountOwner();
        caller.recently();
        return switch (identities.unlink(user, id)) {
            case DONE -> Response.noContent().build();
            case ABSENT ->
                Problem.of(404, "not_found", "You have no such linked account.").response();
            case LAST_WAY_IN ->
                Problem.of(
                                409,
                                "last_way_in",
                                "You could not sign in any more: first set another way in, as a password.")
                        .response();
        };
    }
}
