package dev.gatehouse.session.bymail;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.session.session.DeviceCookie;
import dev.gatehouse.session.session.SessionCookie;
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
import org.jspecify.annotations.Nullable;

/** The pages for signing in by e-mail; they work without JavaScript. */
@Path("/login/email")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ByMailPageResource {
    private static final String FOREIGN = "The form was sent from another site. Please sign in here.";
    private static final String SECOND_FACTOR = "This account has a second factor: give its code, too.";
    private static final String PAUSE = "There were too many tries; please wait a little.";
    private static final String BUSY = "Please try again in a moment.";
    private static final String WRONG_CODE = "That is not right. After five tries, you need another mail.";
    private final ByMail byMail;
    private final Origins origins;

    ByMailPageResource(ByMail byMail, Origins origins) {
        this.byMail = byMail;
        this.origins = origins;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "ByMailPage")
    static class Templates {
        private Templates() {}

        static native TemplateInstance ask(String returnTo, String login, String error);

        static native TemplateInstance code(String code, String error);

        static native TemplateInstance link(String token, boolean otpDue, String error);

        static native TemplateInstance notHere();

        static native TemplateInstance off();
    }

    @GET
    public Response askPage(@QueryParam("return_to") @Nullable String returnTo) {
        return page(200, Templates.ask(ReturnTo.safe(returnTo), "", ""));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(
            @Nullable String body,
            @CookieParam(SessionService.DEVICE_COOKIE) @Nullable String device,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        SentForm form = SentForm.of(body);
        String target = ReturnTo.safe(form.field("return_to", 4096));
        String login = form.field("login", 254);
        if (!origins.admits(origin, fetchSite)) {
            return page(403, Templates.ask(target, "", FOREIGN));
        }
        if (login.isBlank()) {
            return page(400, Templates.ask(target, "", "Please tell us who you are."));
        }
        return switch (byMail.ask(login, target, device)) {
            case ByMail.Asked(String setCookie) ->
                leadTo("/login/email/code").header("Set-Cookie", setCookie).build();
            case ByMail.Off() -> page(404, Templates.off());
            case ByMail.Wait(int seconds) -> later(429, Templates.ask(target, login, PAUSE), seconds);
            case ByMail.Busy() -> later(503, Templates.ask(target, login, BUSY), 2);
        };
    }

    @GET
    @Path("code")
    public Response codePage(@CookieParam(BrowserCookie.NAME) @Nullable String browser) {
        return ByMail.asked(browser) ? page(200, Templates.code("", "")) : page(200, Templates.notHere());
    }

    @POST
    @Path("code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response code(
            @Nullable String body,
            @CookieParam(BrowserCookie.NAME) @Nullable String browser,
            @CookieParam(SessionService.COOKIE) @Nullable String session,
            @CookieParam(SessionService.DEVICE_COOKIE) @Nullable String device,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        SentForm form = SentForm.of(body);
        String code = form.field("code", 64);
        if (!origins.admits(origin, fetchSite)) {
            return page(403, Templates.code("", FOREIGN));
        }
        if (browser == null || !ByMail.asked(browser)) {
            return page(403, Templates.notHere());
        }
        if (code.isBlank()) {
            return page(401, Templates.code("", WRONG_CODE));
        }
        return switch (byMail.answer(browser, code, form.field("otp", 64), session, device)) {
            case SignIn.SignedIn signedIn -> signedIn(signedIn, browser);
            case SignIn.NotSignedIn(String reason, List<String> ignored) ->
                reason.equals("second_factor_required")
                        ? page(401, Templates.code(code, SECOND_FACTOR))
                        : page(401, Templates.code("", WRONG_CODE));
            case SignIn.TooManyAttempts(int seconds) -> later(429, Templates.code(code, PAUSE), seconds);
            case SignIn.ComeBack(int seconds) -> later(503, Templates.code(code, BUSY), seconds);
        };
    }

    /** Only asks: programs that look at what is mailed follow links, too. */
    @GET
    @Path("link")
    public Response linkPage(
            @QueryParam("token") @Nullable String token, @CookieParam(BrowserCookie.NAME) @Nullable String browser) {
        return token == null || token.length() > 256 || !ByMail.asked(browser)
                ? page(200, Templates.notHere())
                : page(200, Templates.link(token, false, ""));
    }

    @POST
    @Path("link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response link(
            @Nullable String body,
            @CookieParam(BrowserCookie.NAME) @Nullable String browser,
            @CookieParam(SessionService.COOKIE) @Nullable String session,
            @CookieParam(SessionService.DEVICE_COOKIE) @Nullable String device,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        SentForm form = SentForm.of(body);
        String token = form.field("token", 256);
        if (!origins.admits(origin, fetchSite)) {
            return page(403, Templates.link(token, false, FOREIGN));
        }
        if (browser == null || !ByMail.asked(browser) || token.isBlank()) {
            return page(403, Templates.notHere());
        }
        String otp = form.field("otp", 64);
        return switch (byMail.answer(browser, token, otp, session, device)) {
            case SignIn.SignedIn signedIn -> signedIn(signedIn, browser);
            case SignIn.NotSignedIn(String reason, List<String> ignored) -> {
                if (reason.equals("second_factor_required")) {
                    yield page(401, Templates.link(token, true, SECOND_FACTOR));
                }
                yield otp.isBlank()
                        ? page(403, Templates.notHere())
                        : page(401, Templates.link(token, true, WRONG_CODE));
            }
            case SignIn.TooManyAttempts(int seconds) -> later(429, Templates.link(token, true, PAUSE), seconds);
            case SignIn.ComeBack(int seconds) -> later(503, Templates.link(token, true, BUSY), seconds);
        };
    }

    private Response signedIn(SignIn.SignedIn signedIn, String browser) {
        return DeviceCookie.kept(leadTo(byMail.destination(browser)), signedIn.device())
                .header("Set-Cookie", SessionCookie.of(signedIn.opened().cookie()))
                .header("Set-Cookie", BrowserCookie.CLEARED)
                .build();
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }

    private static Response later(int status, TemplateInstance page, int seconds) {
        return Response.fromResponse(page(status, page))
                .header("Retry-After", seconds)
                .build();
    }

    /** The address may have a token in it, which no other request is to tell of. */
    private static Response page(int status, TemplateInstance page) {
        return HtmlPage.of(status, page.render())
                .header("Referrer-Policy", null)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
