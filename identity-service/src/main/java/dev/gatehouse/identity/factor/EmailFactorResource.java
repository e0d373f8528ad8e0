package dev.gatehouse.identity.factor;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Codes that are mailed to the caller as their second factor; only first-hand. */
@Path("/account/factors/email")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EmailFactorResource {
    private final FactorKeeping keeping;
    private final EmailFactor email;
    private final CurrentCaller caller;

    EmailFactorResource(FactorKeeping keeping, EmailFactor email, CurrentCaller caller) {
        this.keeping = keeping;
        this.email = email;
        this.caller = caller;
    }

    /** Mails a code: to begin with, and later for whatever needs one, such as taking the factor away. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response mail(@Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        UUID user = caller.accountOwner();
        caller.recently();
        return switch (email.mail(user, device)) {
            case EmailFactor.Mailed() ->
                Response.accepted().header("Cache-Control", "no-store").build();
            case EmailFactor.NoAddress() ->
                Problem.of(409, "no_confirmed_address", "The account has no e-mail address that is confirmed.")
                        .response();
            case EmailFactor.Later(int seconds) -> Problem.tooManyAttempts(seconds);
        };
    }

    @POST
    @Path("/confirmation")
    public Response confirm(@NotNull @Valid FactorResource.Proof proof, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        UUID user = caller.accountOwner();
        caller.recently();
        return FactorResource.answer(keeping.confirmEmail(user, proof.code(), device));
    }

    @POST
    @Path("/removal")
    public Response remove(@NotNull @Valid FactorResource.Proof proof, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        return FactorResource.answer(keeping.removeEmail(caller.accountOwner(), proof.code(), device));
    }
}
