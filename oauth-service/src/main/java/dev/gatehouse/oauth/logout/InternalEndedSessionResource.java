package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Where session-service says that a session has ended: {@link OAuthService#ended}. */
@Path("/internal/ended-sessions")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class InternalEndedSessionResource {
    private final EndedSessions sessions;

    InternalEndedSessionResource(EndedSessions sessions) {
        this.sessions = sessions;
    }

    @POST
    public void ended(@NotNull @Valid SessionEnded ended) {
        sessions.end(ended);
    }
}
