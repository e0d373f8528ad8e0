package dev.gatehouse.session.session;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-in by cookie, the session at hand, and the user's list of sessions. */
@Path("/sessions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Origins origins;
    private final CurrentCaller caller;

    SessionResource(SignIn signIn, Sessions sessions, Origins origins, CurrentCaller caller) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.origins = origins;
        this.caller = caller;
    }

    /**
     * The session at hand.
     *
     * @param amr how the user proved who they are (RFC 8176)
     * @param acr the class of the sign-in, which follows from {@code amr}
     */
    @RegisterForReflection
    public record Current(
            String id,
            UUID subject,
            String username,
            @Nullable String acr,
            List<String> amr,
            Instant authTime,
            Instant createdAt,
            Instant lastUsedAt,
            String csrfToken) {
        static Current of(String cookie, Session session) {
            return new Current(
                    session.sid(),
                    session.subject(),
                    session.username(),
                    AuthenticationClass.of(session.amr())
                            .map(AuthenticationClass::value)
                            .orElse(null),
                    session.amr(),
                    session.authTime(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    CsrfToken.of(cookie));
        }
    }

    /** One of the user's sessions. @param current whether it is the one that asks */
    @RegisterForReflection
    public record Listed(
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            @Nullable String address,
            boolean current) {}

    /** The user's sessions. */
    @RegisterForReflection
    public record Listing(List<Listed> sessions) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(
            @NotNull @Valid Credentials credentials,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @CookieParam(SessionService.DEVICE_COOKIE) @Nullable String device,
            @CookieParam(SessionService.PASSKEY_COOKIE) @Nullable String browser,
            @HeaderParam("Origin") @Nullable String origin) {
        if (!origins.admits(origin)) {
            return SessionAnswers.csrf();
        }
        return SessionAnswers.of(signIn.signIn(credentials.from(device, browser), cookie));
    }

    @GET
    @Path("/current")
    public Response current(@CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        Optional<Session> session = sessions.find(cookie).await().indefinitely();
        return cookie == null || session.isEmpty()
                ? none()
                : Response.ok(Current.of(cookie, session.get()))
                        .header("Cache-Control", "no-store")
                        .build();
    }

    @DELETE
    @Path("/current")
    public Response endCurrent(
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @HeaderParam("X-CSRF-Token") @Nullable String csrfToken,
            @HeaderParam("Origin") @Nullable String origin) {
        Optional<Session> session = sessions.find(cookie).await().indefinitely();
        if (cookie == null || session.isEmpty()) {
            return none();
        }
        if (!CsrfToken.matches(cookie, csrfToken) || !origins.admits(origin)) {
            return SessionAnswers.csrf();
        }
        sessions.end(session.get().subject(), session.get().sid()).await().indefinitely();
        return Response.noContent().header("Set-Cookie", SessionCookie.CLEARED).build();
    }

    @GET
    @RequiresCaller
    public Response list() {
        UUID user = caller.userWith(Scope.ACCOUNT);
        String sid = caller.get().sid();
        List<Listed> listed = sessions.ofUser(user).await().indefinitely().stream()
                .map(s -> new Listed(
                        s.sid(),
                        s.createdAt(),
                        s.lastUsedAt(),
                        s.userAgent(),
                        s.address(),
                        s.sid().equals(sid)))
                .toList();
        return Response.ok(new Listing(listed))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("/{id}")
    @RequiresCaller
    public Response end(@PathParam("id") String id) {
        UUID user = caller.userWith(Scope.ACCOUNT);
        return sessions.end(user, id).await().indefinitely()
                ? Response.noContent().build()
                : Problem.of(404, "not_found", "You have no such session.").response();
    }

    private static Response none() {
        return Problem.of(401, "no_session", "There is no session.").response();
    }
}
