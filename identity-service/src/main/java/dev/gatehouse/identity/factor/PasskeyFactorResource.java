package dev.gatehouse.identity.factor;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Whether the caller is asked for a passkey after the password; only first-hand, and soon after the sign-in; whoever wishes so no more has signed in with a second factor. */
@Path("/account/factors/passkey")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PasskeyFactorResource {
    private final FactorKeeping keeping;
    private final CurrentCaller caller;

    PasskeyFactorResource(FactorKeeping keeping, CurrentCaller caller) {
        this.keeping = keeping;
        this.caller = caller;
    }

    /** The wish of the user. */
    public record Wish(@NotNull Boolean required) {}

    @PUT
    public Response put(@NotNull @Valid Wish wish) {
        UUID user = caller.accountOwner();
        if (!wish.required()) {
            caller.recentlyWithMultipleFactors();
            keeping.releasePasskey(user);
            return Response.noContent().build();
        }
        caller.recently();
        return keeping.requirePasskey(user) instanceof FactorKeeping.Done done
                ? FactorResource.answer(done)
                : Problem.of(409, "no_passkey", "You have no passkey; add one first.")
                        .response();
    }
}
