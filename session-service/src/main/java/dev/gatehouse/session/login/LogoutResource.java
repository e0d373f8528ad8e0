package dev.gatehouse.session.login;

import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.session.login.LoginPages.Templates;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignOutCookies;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The pages for signing out. */
@Path("/logout")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LogoutResource {
    private static final Logger LOG = Logger.getLogger(LogoutResource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final Sessions sessions;
    private final Origins origins;
    private final ReturnOrigins returns;
    private final OAuthService oauth;

    LogoutResource(Sessions sessions, Origins origins, ReturnOrigins returns, OAuthService oauth) {
        this.oauth = oauth;
        this.sessions = sessions;
        this.origins = origins;
        this.returns = returns;
    }

    /** @param returnTo where the page leads after, if that is registered */
    @GET
    public Response ask(@QueryParam("return_to") @Nullable String returnTo, @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        Optional<Session> session = session(cookie);
        String back = back(returnTo);
        if (cookie != null && session.isPresent()) {
            return ask(200, cookie, session.get(), back);
        }
        return cookie != null
                        && sessions.halfEnded(cookie).await().indefinitely().isPresent()
                ? unfinished(200, cookie, back).build()
                : html(200, Templates.signedOut(back, List.of(), null), back).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(
            @Nullable String body,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        // First, whatever the browser shows: from another site it shows no cookie, and would still forget it if told
        // to.
        if (!origins.admits(origin, fetchSite)) {
            return html(403, Templates.notSignedOut(), "").build();
        }
        SentForm form = SentForm.of(body);
        String back = back(form.field("return_to", 4096));
        if (cookie == null) {
            return html(200, Templates.signedOut(back, List.of(), null), back).build();
        }
        Optional<Session> session = session(cookie);
        if (session.isPresent() && !CsrfToken.matches(cookie, form.field("csrf_token", 128))) {
            return ask(403, cookie, session.get(), back);
        }
        // First: its clients are forgotten with it.
        OAuthService.Frames left = session.map(Session::sid)
                .or(() -> sessions.halfEnded(cookie).await().indefinitely())
                .map(this::left)
                .orElse(OAuthService.Frames.NONE);
        try {
            session.map(live -> sessions.signOut(cookie, live).replaceWithVoid())
                    .orElseGet(() -> sessions.finish(cookie))
                    .await()
                    .indefinitely();
        } catch (PeerAway e) {
            LOG.warnf("a sign-out is not done: %s", e);
            return unfinished(503, cookie, back).header("Retry-After", 2).build();
        }
        return SignOutCookies.on(
                        html(200, Templates.signedOut(back, left.frames(), left.elsewhere()), back, left.frames()))
                .build();
    }

    /** The session is over, but tokens that stem from it count: the same button again. */
    private static Response.ResponseBuilder unfinished(int status, String cookie, String back) {
        return html(status, Templates.unfinished(CsrfToken.of(cookie), back), back);
    }

    private static Response ask(int status, String cookie, Session session, String back) {
        return html(status, Templates.logout(session.username(), CsrfToken.of(cookie), back), back)
                .build();
    }

    /** Empty where nothing is asked for, or it is not registered. */
    private String back(@Nullable String asked) {
        String safe = returns.safe(asked);
        return safe.equals(asked) ? safe : "";
    }

    private Optional<Session> session(@Nullable String cookie) {
        return sessions.find(cookie).await().indefinitely();
    }

    /** Nothing where oauth-service is away: that keeps nobody from signing out. */
    private OAuthService.Frames left(String sid) {
        return oauth.frames(sid)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new PeerAway("oauth-service takes too long"))
                .onFailure()
                .recoverWithItem(away -> {
                    LOG.warnf("browsers are not told to forget a user: %s", away);
                    return OAuthService.Frames.NONE;
                })
                .await()
                .indefinitely();
    }

    private static Response.ResponseBuilder html(int status, TemplateInstance page, String back) {
        return html(status, page, back, List.of());
    }

    private static Response.ResponseBuilder html(int status, TemplateInstance page, String back, List<String> frames) {
        String place = "/logout" + (back.isEmpty() ? "" : "?return_to=" + QueryValue.urlEncoded(back));
        return HtmlPage.framing(status, Framed.html(page, Frame.here().at(place)), frames);
    }
}
