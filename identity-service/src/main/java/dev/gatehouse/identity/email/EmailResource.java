package dev.gatehouse.identity.email;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.naming.UsualAddress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The caller's e-mail address. */
@Path("/account/email")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class EmailResource {
    private final Emails emails;
    private final CurrentCaller caller;

    EmailResource(Emails emails, CurrentCaller caller) {
        this.emails = emails;
        this.caller = caller;
    }

    /** @param password the current one, of whoever has one */
    public record NewAddress(
            @NotBlank @Email @UsualAddress @Size(max = 254) String email,
            @Nullable @Size(max = 256) String password) {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "NewAddress";
        }
    }

    /** Asks for another address, which has to be confirmed first; only first-hand. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@NotNull @Valid NewAddress asked) {
        var user = caller.accountOwner();
        caller.recently();
        return answer(emails.change(user, asked.email(), asked.password()));
    }

    /** Asks for another mail to confirm the address with. */
    @POST
    @Path("/verification")
    public Response sendAgain() {
        return answer(emails.sendAgain(caller.userWith(Scope.ACCOUNT)));
    }

    private static Response answer(Emails.Outcome outcome) {
        return switch (outcome) {
            case Emails.Sent() ->
                Response.accepted().header("Cache-Control", "no-store").build();
            case Emails.NothingToConfirm() ->
                Problem.of(409, "nothing_to_confirm", "There is no address that is not confirmed.")
                        .response();
            case Emails.SameAddress() ->
                Problem.of(409, "same_address", "The account has this address already.")
                        .response();
            case Emails.WrongPassword() ->
                Problem.of(403, "wrong_password", "The password is missing or wrong.")
                        .response();
            case Emails.Wait(int seconds) -> Problem.tooManyAttempts(seconds);
            case Emails.Busy() -> Problem.unavailable();
        };
    }
}
