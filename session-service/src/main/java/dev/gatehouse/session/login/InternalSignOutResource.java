package dev.gatehouse.session.login;

import dev.gatehouse.common.peer.SessionService.SignOut;
import dev.gatehouse.common.peer.SessionService.SignedOut;
import dev.gatehouse.session.session.SessionsForPeers;
import dev.gatehouse.session.session.SignOutCookies;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Signs out for oauth-service, which a client has led the user to. */
@Path("/internal/sessions/sign-outs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InternalSignOutResource {
    private final SessionsForPeers sessions;

    InternalSignOutResource(SessionsForPeers sessions) {
        this.sessions = sessions;
    }

    @POST
    public Uni<SignedOut> signOut(@NotNull @Valid SignOut order) {
        return sessions.signOut(order)
                .map(done -> new SignedOut(done.ended(), done.cookieIsOver() ? SignOutCookies.CLEARED : List.of()));
    }
}
