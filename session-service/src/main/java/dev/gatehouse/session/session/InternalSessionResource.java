package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.SessionService;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Serves {@link SessionService}, on the event loop: every call with a cookie comes by here. */
@Path("/internal/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InternalSessionResource {
    private final Sessions sessions;
    private final SessionsForPeers forPeers;

    InternalSessionResource(Sessions sessions, SessionsForPeers forPeers) {
        this.sessions = sessions;
        this.forPeers = forPeers;
    }

    @POST
    public Uni<SessionService.Opening> open(@NotNull @Valid SessionService.Open order) {
        return sessions.open(order.user(), new Arrival(order.cookie(), order.remember()))
                .map(opening -> switch (opening) {
                    case Sessions.Opened opened ->
                        new SessionService.Opened(
                                SessionCookie.of(opened),
                                opened.session().sid(),
                                DeviceCookie.of(order.user().device()));
                    case Sessions.Overtaken() -> new SessionService.Overtaken();
                });
    }

    @POST
    @Path("/lookup")
    public Uni<SessionService.Lookup> lookup(@NotNull @Valid SessionService.CookieUse use) {
        return sessions.lookup(use);
    }

    @GET
    @Path("/of/{user}")
    public Uni<SessionService.OpenSessions> of(@PathParam("user") UUID user) {
        return sessions.latestOf(user, SessionService.MOST_SESSIONS)
                .map(found -> new SessionService.OpenSessions(
                        found.stream().map(InternalSessionResource::shown).toList()));
    }

    @POST
    @Path("/standing")
    public Uni<SessionService.Standing> standing(@NotNull @Valid SessionService.Sessions asked) {
        return forPeers.standing(asked.sessions()).map(SessionService.Standing::new);
    }

    private static SessionService.OpenSession shown(Session session) {
        return new SessionService.OpenSession(
                session.sid(),
                session.amr(),
                session.authTime(),
                session.createdAt(),
                session.lastUsedAt(),
                session.device(),
                session.address(),
                session.remembered());
    }

    @DELETE
    @Path("/of/{user}")
    public Uni<Void> endAll(@PathParam("user") UUID user) {
        return sessions.endEverything(user);
    }
}
