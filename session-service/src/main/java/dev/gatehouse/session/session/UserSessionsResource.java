package dev.gatehouse.session.session;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.SignOut;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** A user's sessions, for administrators. */
@Path("/sessions/of/{user}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@RequiresCaller
public class UserSessionsResource {
    private final Sessions sessions;
    private final IdentityService identity;
    private final CurrentCaller caller;

    UserSessionsResource(Sessions sessions, IdentityService identity, CurrentCaller caller) {
        this.sessions = sessions;
        this.identity = identity;
        this.caller = caller;
    }

    /** The one that was opened last first. */
    @GET
    public Response list(@PathParam("user") UUID user) {
        String sid = caller.with(Scope.ADMIN).sid();
        return SessionAnswers.listing(sessions.ofUser(user).await().indefinitely(), sid);
    }

    /** All; what is no session's, such as API keys, stays. */
    @DELETE
    public Response endAll(@PathParam("user") UUID user) {
        String actor = caller.with(Scope.ADMIN).subject();
        if (!sessions.ofUser(user).await().indefinitely().isEmpty()) {
            note(new SignOut(user, actor, null));
        }
        sessions.endAll(user, null).await().indefinitely();
        return Response.noContent().build();
    }

    @DELETE
    @Path("/{id}")
    public Response end(@PathParam("user") UUID user, @PathParam("id") String id) {
        String actor = caller.with(Scope.ADMIN).subject();
        boolean there = sessions.ofUser(user).await().indefinitely().stream()
                .anyMatch(session -> session.sid().equals(id));
        if (there) {
            note(new SignOut(user, actor, id));
        }
        // One that is not there any more, but whose end is still to be told, was noted before.
        if (!sessions.end(user, id).await().indefinitely()) {
            return Problem.of(404, "not_found", "The user has no such session.").response();
        }
        return Response.noContent().build();
    }

    /** First: nothing ends unseen. */
    private void note(SignOut signOut) {
        identity.noteSignOut(signOut).await().indefinitely();
    }
}
