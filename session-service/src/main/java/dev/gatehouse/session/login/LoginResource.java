package dev.gatehouse.session.login;

import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.requester.Languages;
import dev.gatehouse.session.attempt.Attempt;
import dev.gatehouse.session.attempt.AttemptCookie;
import dev.gatehouse.session.attempt.AttemptStore;
import dev.gatehouse.session.login.LoginPages.Entry;
import dev.gatehouse.session.page.Fault;
import dev.gatehouse.session.session.Arrival;
import dev.gatehouse.session.session.DeviceCookie;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.SessionCookie;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignIn;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page for signing in, which asks only for what is missing; but for passkeys, it works without JavaScript. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LoginResource {
    private static final String PURPOSE = "sign-in";
    private static final int LONGEST_NAME = 254;
    private final SignIn signIn;
    private final Sessions sessions;
    private final AttemptStore attempts;
    private final Origins origins;
    private final LoginPages pages;
    private final ReturnOrigins returns;

    LoginResource(
            SignIn signIn,
            Sessions sessions,
            AttemptStore attempts,
            Origins origins,
            LoginPages pages,
            ReturnOrigins returns) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.attempts = attempts;
        this.origins = origins;
        this.pages = pages;
        this.returns = returns;
    }

    /**
     * @param prompt {@code login} asks whoever is signed in, too; {@code select_account} for any name; both may be there
     * @param maxAge seconds since a sign-in that does
     * @param acr the class of one that does
     * @param hint the name that is probably typed
     * @param locales the languages that are asked for
     */
    @GET
    @Path("login")
    public Response page(
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("prompt") @Nullable String prompt,
            @QueryParam("max_age") @Nullable String maxAge,
            @QueryParam("acr") @Nullable String acr,
            @QueryParam("login_hint") @Nullable String hint,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        Journey journey = Journey.of(returns.safe(returnTo), acr, locales);
        FormToken token = FormToken.of(headers, PURPOSE);
        String name = hint == null || hint.length() > LONGEST_NAME ? "" : hint;
        Optional<Session> session = session(cookie);
        if (session.isEmpty()) {
            return pages.signIn(200, journey, new Entry(name, false, false, ByProvider.of(prompt)), Fault.NONE, token)
                    .build();
        }
        Session live = session.get();
        return switch (Demand.of(acr, maxAge, prompt).lackOf(live.amr(), live.authTime(), Instant.now())) {
            case NOTHING -> leadTo(journey.returnTo()).build();
            case FACTOR -> leadTo(journey.stepUp()).build();
            case EVERYTHING -> {
                boolean anybody =
                        prompt != null && List.of(prompt.split(" ", -1)).contains("select_account");
                Entry entry = anybody
                        ? new Entry(name, false, false, ByProvider.of(prompt))
                        : new Entry(live.username(), true, false, ByProvider.confirming(live.amr()));
                yield pages.signIn(200, journey, entry, Fault.NONE, token).build();
            }
        };
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @Nullable String body,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String cookie = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        FormToken token = FormToken.of(headers, PURPOSE);
        Journey journey = Journey.of(returns.safe(form.field("return_to", 4096)), form.field("acr", 64), locales);
        // Else another site could sign its visitors in as someone it knows.
        if (!origins.admits(origin, fetchSite) || !token.sentIn(form)) {
            return pages.signIn(403, journey, Entry.NONE, Fault.FOREIGN, token).build();
        }
        String username = form.field("username", LONGEST_NAME);
        String password = form.field("password", 256);
        boolean remember = "true".equals(form.field("remember", 8));
        Optional<Session> confirming = "true".equals(form.field("known", 8))
                ? session(cookie).filter(live -> live.username().equals(username))
                : Optional.empty();
        boolean known = confirming.isPresent();
        ByProvider byProvider = confirming
                .map(live -> ByProvider.confirming(live.amr()))
                .orElseGet(() -> ByProvider.of(form.field("prompt", 64)));
        // The browser goes by here, so that what is ticked in the form goes along.
        Optional<String> away = byProvider.way(form.field("provider", 32), journey.returnTo(), remember);
        if (away.isPresent()) {
            return leadTo(away.get()).build();
        }
        var entry = new Entry(username, known, remember, byProvider);
        if (username.isBlank() || password.isBlank()) {
            Fault fault = username.isBlank() ? Fault.NO_NAME : Fault.NO_PASSWORD;
            return pages.signIn(401, journey, entry, fault, token).build();
        }
        var credentials = new Credentials(username, password, null).from(device, null);
        return switch (signIn.begin(credentials, new Arrival(cookie, known ? null : remember))) {
            case SignIn.HalfWay(HalfAuthenticated half, long moment) -> {
                Attempt attempt =
                        Attempt.of(half, moment, journey.returnTo(), journey.acrName(), known ? null : remember);
                yield leadTo(journey.factor())
                        .header("Set-Cookie", AttemptCookie.kept(attempts.keep(attempt)))
                        .build();
            }
            case SignIn.SignedIn signedIn -> signedIn(signedIn, journey);
            case SignIn.NotSignedIn(String code, List<String> ignored) ->
                pages.signIn(401, journey, entry, Fault.REFUSED, token).build();
            case SignIn.Overtaken() ->
                pages.signIn(401, journey, entry, Fault.OVERTAKEN, token).build();
            case SignIn.TooManyAttempts(int seconds) ->
                pages.signIn(429, journey, entry, Fault.pause(seconds), token)
                        .header("Retry-After", seconds)
                        .build();
            case SignIn.ComeBack(int seconds) ->
                pages.signIn(503, journey, entry, Fault.BUSY, token)
                        .header("Retry-After", seconds)
                        .build();
        };
    }

    private static Response signedIn(SignIn.SignedIn signedIn, Journey journey) {
        List<String> amr = signedIn.opened().session().amr();
        String way = Demand.met(journey.acr(), amr) ? journey.returnTo() : journey.stepUp();
        return DeviceCookie.kept(leadTo(way), signedIn.device())
                .header("Set-Cookie", SessionCookie.of(signedIn.opened()))
                .header("Set-Cookie", AttemptCookie.CLEARED)
                .build();
    }

    /** Where sign-ins led that went nowhere else. */
    @GET
    @Path("login/welcome")
    public Response welcome() {
        return leadTo(ReturnTo.FALLBACK).build();
    }

    private Optional<Session> session(@Nullable String cookie) {
        return sessions.find(cookie).await().indefinitely();
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }
}
