package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsking;
import dev.gatehouse.identity.signin.SignIns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Serves {@link IdentityService}: sign-in by passkey. */
@Path("/internal/authentications/passkeys")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PasskeyAuthenticationResource {
    private final PasskeySignIn signIn;
    private final SignIns signIns;

    PasskeyAuthenticationResource(PasskeySignIn signIn, SignIns signIns) {
        this.signIn = signIn;
        this.signIns = signIns;
    }

    @POST
    @Path("/options")
    public PasskeyAsking options(@NotNull @Valid IdentityService.PasskeyBrowser browser) {
        return signIn.options(browser.secret());
    }

    @POST
    public Authentication authenticate(@NotNull @Valid IdentityService.PasskeySignIn answer) {
        return signIns.counted(
                SignIns.Way.passkey, signIn.signIn(answer.browser().secret(), answer.assertion(), answer.device()));
    }
}
