package dev.gatehouse.identity.bymail;

import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.MailSteps.MailAnswer;
import dev.gatehouse.common.peer.MailSteps.MailOrder;
import dev.gatehouse.common.peer.MailSteps.MailOutcome;
import dev.gatehouse.identity.signin.SignIns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Sign-in by e-mail for session-service, which knows the browser. */
@Path("/internal/authentications/mail")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ByMailResource {
    private final SignInByMail signIn;
    private final SignIns signIns;

    ByMailResource(SignInByMail signIn, SignIns signIns) {
        this.signIn = signIn;
        this.signIns = signIns;
    }

    @POST
    public MailOutcome order(@NotNull @Valid MailOrder order) {
        return signIn.ask(order);
    }

    @POST
    @Path("/answers")
    public Authentication answer(@NotNull @Valid MailAnswer answer) {
        return signIns.counted(SignIns.Way.mail, signIn.answer(answer));
    }
}
