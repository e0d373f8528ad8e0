package dev.gatehouse.identity.authentication;

import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.SignInSteps.FirstStep;
import dev.gatehouse.common.peer.SignInSteps.SecondStep;
import dev.gatehouse.common.peer.SignInSteps.Ways;
import dev.gatehouse.common.peer.SignInSteps.WaysOrder;
import dev.gatehouse.identity.signin.SignIns;
import dev.gatehouse.identity.signin.SignIns.Way;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Serves {@link dev.gatehouse.common.peer.SignInSteps}, to the pages of session-service. */
@Path("/internal/authentications/steps")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StepResource {
    private final Authenticator authenticator;
    private final SecondStepCheck check;
    private final SignIns signIns;

    StepResource(Authenticator authenticator, SecondStepCheck check, SignIns signIns) {
        this.authenticator = authenticator;
        this.check = check;
        this.signIns = signIns;
    }

    @POST
    @Path("/first")
    public FirstStep first(@NotNull @Valid Credentials credentials) {
        return signIns.counted(authenticator.firstStep(credentials));
    }

    @POST
    @Path("/second")
    public Authentication second(@NotNull @Valid SecondStep step) {
        return signIns.counted(Way.second_factor, check.check(step));
    }

    @POST
    @Path("/ways")
    public Ways ways(@NotNull @Valid WaysOrder order) {
        return check.ways(order);
    }
}
