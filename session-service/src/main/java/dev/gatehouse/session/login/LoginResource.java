package dev.gatehouse.session.login;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.session.bymail.ByMailConfig;
import dev.gatehouse.session.session.DeviceCookie;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.SessionCookie;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages for signing in and out; but for passkeys, they work without JavaScript. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LoginResource {
    private static final String REFUSED = "The username or the password is not right.";
    private static final String FOREIGN = "The form was sent from another site. Please sign in here.";
    private final SignIn signIn;
    private final Sessions sessions;
    private final Origins origins;
    private final Providers providers;
    private final ByMailConfig byMail;

    LoginResource(SignIn signIn, Sessions sessions, Origins origins, Providers providers, ByMailConfig byMail) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.origins = origins;
        this.providers = providers;
        this.byMail = byMail;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance login(
                String returnTo,
                String username,
                String error,
                List<Providers.Provider> providers,
                boolean byMail,
                boolean passkeyDue);

        static native TemplateInstance welcome(String username, String csrfToken);

        static native TemplateInstance logout(String username, String csrfToken);

        static native TemplateInstance signedOut();
    }

    @GET
    @Path("login")
    public Response page(
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("prompt") @Nullable String prompt,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        String target = ReturnTo.safe(returnTo);
        if (!"login".equals(prompt) && session(cookie).isPresent()) {
            return leadTo(target).build();
        }
        return scripted(200, signInForm(target, "", "")).build();
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @Nullable String body,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @CookieParam(SessionService.DEVICE_COOKIE) @Nullable String device,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        SentForm form = SentForm.of(body);
        String username = form.field("username", 254);
        String password = form.field("password", 256);
        String target = ReturnTo.safe(form.field("return_to", 4096));
        // Else another site could sign its visitors in as someone it knows. Programs send neither header.
        if (!origins.admits(origin, fetchSite)) {
            return scripted(403, signInForm(target, "", FOREIGN)).build();
        }
        if (username.isBlank() || password.isBlank()) {
            return scripted(401, signInForm(target, username, REFUSED)).build();
        }
        String otp = form.field("otp", 64);
        var credentials = new Credentials(username, password, otp.isBlank() ? null : otp);
        return switch (signIn.signIn(credentials.from(device, null), cookie)) {
            case SignIn.SignedIn(Sessions.Opened opened, String newDevice) ->
                DeviceCookie.kept(leadTo(target).header("Set-Cookie", SessionCookie.of(opened.cookie())), newDevice)
                        .build();
            case SignIn.NotSignedIn(String code, List<String> factors) -> {
                boolean passkeyDue = factors != null && factors.contains("passkey");
                yield scripted(401, signInForm(target, username, message(code, passkeyDue), passkeyDue))
                        .build();
            }
            case SignIn.TooManyAttempts(int seconds) ->
                scripted(429, signInForm(target, username, "Too many wrong tries; please wait a little."))
                        .header("Retry-After", seconds)
                        .build();
            case SignIn.ComeBack(int seconds) ->
                scripted(503, signInForm(target, username, "Too many sign-ins at once; please try again."))
                        .header("Retry-After", seconds)
                        .build();
        };
    }

    @GET
    @Path("login/welcome")
    public Response welcome(@CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        Optional<Session> session = session(cookie);
        return cookie == null || session.isEmpty()
                ? leadTo("/login").build()
                : scripted(200, Templates.welcome(session.get().username(), CsrfToken.of(cookie)))
                        .build();
    }

    @GET
    @Path("logout")
    public Response askToSignOut(@CookieParam(SessionService.COOKIE) @Nullable String cookie) {
        Optional<Session> session = session(cookie);
        return cookie == null || session.isEmpty()
                ? html(200, Templates.signedOut()).build()
                : html(200, Templates.logout(session.get().username(), CsrfToken.of(cookie)))
                        .build();
    }

    @POST
    @Path("logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(
            @Nullable String body,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @HeaderParam("Origin") @Nullable String origin) {
        Optional<Session> session = session(cookie);
        if (cookie != null && session.isPresent()) {
            if (!CsrfToken.matches(cookie, SentForm.of(body).field("csrf_token", 128)) || !origins.admits(origin)) {
                return html(403, Templates.logout(session.get().username(), CsrfToken.of(cookie)))
                        .build();
            }
            sessions.end(session.get().subject(), session.get().sid()).await().indefinitely();
        }
        return html(200, Templates.signedOut())
                .header("Set-Cookie", SessionCookie.CLEARED)
                .build();
    }

    private Optional<Session> session(@Nullable String cookie) {
        return sessions.find(cookie).await().indefinitely();
    }

    private TemplateInstance signInForm(String returnTo, String username, String error) {
        return signInForm(returnTo, username, error, false);
    }

    /** @param passkeyDue whether the step is that of the second factor, and a passkey would do for it */
    private TemplateInstance signInForm(String returnTo, String username, String error, boolean passkeyDue) {
        return Templates.login(returnTo, username, error, providers.all(), byMail.enabled(), passkeyDue);
    }

    private static String message(String code, boolean passkeyDue) {
        if (!code.equals("second_factor_required")) {
            return REFUSED;
        }
        return "This account has a second factor: give your password once more, and its code, too (if it comes by e-mail,"
                + (passkeyDue ? " it is on its way), or use a passkey." : " it is on its way).");
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }

    private static Response.ResponseBuilder html(int status, TemplateInstance page) {
        return HtmlPage.of(status, page.render());
    }

    /** Those that offer passkeys. */
    private static Response.ResponseBuilder scripted(int status, TemplateInstance page) {
        return HtmlPage.scripted(status, page.render());
    }
}
