package dev.gatehouse.session.session;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

    /**
     * Someone who signs in by password.
     *
     * @param otp a one-time password or a recovery code, where a second factor is due
     * @param passkey in place of it
     * @param remember whether the session is to outlive the browser; null for as it was
     */
    @RegisterForReflection
    public record Asked(
            @NotBlank @Size(max = 254) String username,
            @NotBlank @Size(max = 256) String password,
            @Nullable @Size(max = 64) String otp,
            @Nullable @Valid PasskeyAssertion passkey,
            @Nullable Boolean remember) {
        Credentials credentials() {
            return new Credentials(username, password, otp, passkey, null, null);
        }

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Asked[" + username + "]";
        }
    }

    /**
     * One of the user's sessions.
     *
     * @param device as its owner would know it again
     * @param remembered whether it outlives the browser
     * @param current whether it is the one that asks
     */
    @RegisterForReflection
    public record Listed(
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            String device,
            @Nullable String address,
            boolean remembered,
            boolean current) {
        static Listed of(Session session, @Nullable String current) {
            return new Listed(
                    session.sid(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.device(),
                    session.address(),
                    session.remembered(),
                    session.sid().equals(current));
        }
    }

    /** The user's sessions. */
    @RegisterForReflection
    public record Listing(List<Listed> sessions) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(
            @NotNull @Valid Asked asked,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        String browser = Cookies.one(headers, SessionService.PASSKEY_COOKIE).orElse(null);
        if (!origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        var arrival = new Arrival(cookie, asked.remember());
        return SessionAnswers.of(signIn.signIn(asked.credentials().from(device, browser), arrival));
    }

    @GET
    @Path("/current")
    public Response current(@Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
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
            @HeaderParam("X-CSRF-Token") @Nullable String csrfToken,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        Optional<Session> session = sessions.find(cookie).await().indefinitely();
        if (cookie == null
                || (session.isEmpty()
                        && sessions.halfEnded(cookie).await().indefinitely().isEmpty())) {
            return none();
        }
        if (!CsrfToken.matches(cookie, csrfToken) || !origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        session.map(live -> sessions.signOut(cookie, live).replaceWithVoid())
                .orElseGet(() -> sessions.finish(cookie))
                .await()
                .indefinitely();
        return ended(true);
    }

    /** The one that was opened last first. */
    @GET
    @RequiresCaller
    public Response list() {
        UUID user = caller.userWith(Scope.ACCOUNT);
        String sid = caller.get().sid();
        return SessionAnswers.listing(sessions.ofUser(user).await().indefinitely(), sid);
    }

    /** @param id of one of the user's; the browser forgets the cookie where it is its own */
    @DELETE
    @Path("/{id}")
    @RequiresCaller
    public Response end(@PathParam("id") String id) {
        UUID user = caller.accountOwner();
        if (!sessions.end(user, id).await().indefinitely()) {
            return Problem.of(404, "not_found", "You have no such session.").response();
        }
        return ended(id.equals(caller.get().sid()));
    }

    /** @param others whether the one that asks stays */
    @DELETE
    @RequiresCaller
    public Response endAll(@QueryParam("others") @DefaultValue("false") boolean others) {
        UUID user = caller.accountOwner();
        String sid = caller.get().sid();
        sessions.endAll(user, others ? sid : null).await().indefinitely();
        return ended(!others && sid != null);
    }

    private static Response ended(boolean own) {
        return own
                ? SignOutCookies.on(Response.noContent()).build()
                : Response.noContent().build();
    }

    private static Response none() {
        return Problem.of(401, "no_session", "There is no session.").response();
    }
}
