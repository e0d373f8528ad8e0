package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The caller's own password; only first-hand. */
@Path("/account/password")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class OwnPasswordResource {
    private final NewPassword passwords;
    private final CurrentCaller caller;

    OwnPasswordResource(NewPassword passwords, CurrentCaller caller) {
        this.passwords = passwords;
        this.caller = caller;
    }

    /** The password that there is, and the one to come. */
    public record Change(
            @NotBlank @Size(max = 256) String currentPassword,
            @NotBlank @Size(max = 256) String password) {
        /** Keeps the passwords out of logs. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    /** Ends all that the user holds, what the call came with included. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@NotNull @Valid Change asked) {
        var user = caller.accountOwner();
        NewPassword.Outcome outcome = passwords.change(user, asked.currentPassword(), asked.password());
        Response answer = PasswordAnswers.of(outcome);
        return outcome instanceof NewPassword.Changed ? caller.leaving(answer) : answer;
    }
}
