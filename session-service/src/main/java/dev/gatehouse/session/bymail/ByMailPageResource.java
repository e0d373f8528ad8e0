package dev.gatehouse.session.bymail;

import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.session.attempt.AttemptCookie;
import dev.gatehouse.session.page.Fault;
import dev.gatehouse.session.session.DeviceCookie;
import dev.gatehouse.session.session.SessionConfig;
import dev.gatehouse.session.session.SessionCookie;
import dev.gatehouse.session.session.SignIn;
import io.quarkus.qute.CheckedTemplate;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages for signing in by e-mail; they work without JavaScript. */
@Path("/login/email")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ByMailPageResource {
    private final ByMail byMail;
    private final Origins origins;
    private final ReturnOrigins returns;
    private final SessionConfig config;

    ByMailPageResource(ByMail byMail, Origins origins, ReturnOrigins returns, SessionConfig config) {
        this.byMail = byMail;
        this.origins = origins;
        this.returns = returns;
        this.config = config;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "ByMailPage")
    static class Templates {
        private Templates() {}

        /** @param remembering whether sessions may outlive the browser here */
        static native TemplateInstance ask(String formToken, Wish wish, boolean remembering, String login, Fault fault);

        static native TemplateInstance code(String formToken, String code, boolean otpDue, Fault fault);

        static native TemplateInstance link(String formToken, String token, boolean otpDue, Fault fault);

        static native TemplateInstance notHere();

        static native TemplateInstance off();
    }

    @GET
    public Response askPage(@QueryParam("return_to") @Nullable String returnTo, @Context HttpHeaders headers) {
        return new Forms(headers)
                .ask(200, new Wish(returns.safe(returnTo), null), "", Fault.NONE)
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(
            @Nullable String body,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        var forms = new Forms(headers);
        // Whoever does not ask for it has said nothing of a session that they come with.
        Boolean remember = "true".equals(form.field("remember", 8)) ? true : null;
        var wish = new Wish(returns.safe(form.field("return_to", 4096)), remember);
        String login = form.field("login", 254);
        if (!origins.admits(origin, fetchSite) || !forms.token.sentIn(form)) {
            return forms.ask(403, wish, "", Fault.FOREIGN).build();
        }
        if (login.isBlank()) {
            return forms.ask(400, wish, "", Fault.NO_NAME).build();
        }
        return switch (byMail.ask(login, wish, device)) {
            case ByMail.Asked(String setCookie) ->
                leadTo("/login/email/code").header("Set-Cookie", setCookie).build();
            case ByMail.Off() -> page(404, Templates.off(), "/login/email").build();
            case ByMail.Wait(int seconds) -> later(forms.ask(429, wish, login, Fault.pause(seconds)), seconds);
            case ByMail.Busy() -> later(forms.ask(503, wish, login, Fault.BUSY), 2);
        };
    }

    @GET
    @Path("code")
    public Response codePage(@Context HttpHeaders headers) {
        String browser = Cookies.one(headers, BrowserCookie.NAME).orElse(null);
        return ByMail.asked(browser)
                ? new Forms(headers).code(200, "", false, Fault.NONE).build()
                : notHere(200);
    }

    @POST
    @Path("code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response code(
            @Nullable String body,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String browser = Cookies.one(headers, BrowserCookie.NAME).orElse(null);
        String session = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        var forms = new Forms(headers);
        String code = form.field("code", 64);
        String otp = form.field("otp", 64);
        if (!origins.admits(origin, fetchSite)) {
            return forms.code(403, "", false, Fault.FOREIGN).build();
        }
        if (browser == null || !ByMail.asked(browser)) {
            return notHere(403);
        }
        if (!forms.token.sentIn(form)) {
            return forms.code(403, "", false, Fault.FOREIGN).build();
        }
        if (code.isBlank()) {
            return forms.code(401, "", false, Fault.NO_CODE).build();
        }
        return switch (byMail.answer(browser, code, otp, session, device)) {
            case SignIn.SignedIn signedIn -> signedIn(signedIn, browser);
            case SignIn.NotSignedIn(String reason, List<String> ignored) -> wrongCode(forms, code, otp, reason);
            case SignIn.Overtaken() ->
                forms.code(401, "", false, Fault.OVERTAKEN).build();
            case SignIn.TooManyAttempts(int seconds) ->
                later(forms.code(429, code, !otp.isBlank(), Fault.pause(seconds)), seconds);
            case SignIn.ComeBack(int seconds) -> later(forms.code(503, code, !otp.isBlank(), Fault.BUSY), seconds);
        };
    }

    /** Only asks: programs that look at what is mailed follow links, too. */
    @GET
    @Path("link")
    public Response linkPage(@QueryParam("token") @Nullable String token, @Context HttpHeaders headers) {
        String browser = Cookies.one(headers, BrowserCookie.NAME).orElse(null);
        return token == null || token.length() > 256 || !ByMail.asked(browser)
                ? notHere(200)
                : new Forms(headers).link(200, token, false, Fault.NONE).build();
    }

    @POST
    @Path("link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response link(
            @Nullable String body,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String browser = Cookies.one(headers, BrowserCookie.NAME).orElse(null);
        String session = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        var forms = new Forms(headers);
        String token = form.field("token", 256);
        if (!origins.admits(origin, fetchSite)) {
            return forms.link(403, token, false, Fault.FOREIGN).build();
        }
        if (browser == null || !ByMail.asked(browser) || token.isBlank()) {
            return notHere(403);
        }
        if (!forms.token.sentIn(form)) {
            return forms.link(403, token, false, Fault.FOREIGN).build();
        }
        String otp = form.field("otp", 64);
        return switch (byMail.answer(browser, token, otp, session, device)) {
            case SignIn.SignedIn signedIn -> signedIn(signedIn, browser);
            case SignIn.NotSignedIn(String reason, List<String> ignored) -> {
                if (reason.equals(Refused.SECOND_FACTOR_REQUIRED)) {
                    yield forms.link(401, token, true, Fault.NONE).build();
                }
                yield otp.isBlank()
                        ? notHere(403)
                        : forms.link(401, token, true, Fault.REFUSED).build();
            }
            // What was mailed is used up.
            case SignIn.Overtaken() -> notHere(401);
            case SignIn.TooManyAttempts(int seconds) ->
                later(forms.link(429, token, true, Fault.pause(seconds)), seconds);
            case SignIn.ComeBack(int seconds) -> later(forms.link(503, token, true, Fault.BUSY), seconds);
        };
    }

    /** The code stays good while its second factor is asked for; a wrong factor counts as a wrong code. */
    private static Response wrongCode(Forms forms, String code, String otp, String reason) {
        if (reason.equals(Refused.SECOND_FACTOR_REQUIRED)) {
            return forms.code(401, code, true, Fault.NONE).build();
        }
        return otp.isBlank()
                ? forms.code(401, "", false, Fault.REFUSED).build()
                : forms.code(401, code, true, Fault.REFUSED).build();
    }

    /** The forms, with the token that each of them has to bring. */
    private final class Forms {
        private final FormToken token;

        Forms(HttpHeaders headers) {
            token = FormToken.of(headers, "by-mail");
        }

        Response.ResponseBuilder ask(int status, Wish wish, String login, Fault fault) {
            return token.kept(page(
                    status,
                    Templates.ask(token.value(), wish, config.remembered().enabled(), login, fault),
                    "/login/email?return_to=" + URLEncoder.encode(wish.returnTo(), StandardCharsets.UTF_8)));
        }

        Response.ResponseBuilder code(int status, String code, boolean otpDue, Fault fault) {
            return token.kept(page(status, Templates.code(token.value(), code, otpDue, fault), "/login/email/code"));
        }

        Response.ResponseBuilder link(int status, String mailed, boolean otpDue, Fault fault) {
            return token.kept(page(
                    status,
                    Templates.link(token.value(), mailed, otpDue, fault),
                    "/login/email/link?token=" + URLEncoder.encode(mailed, StandardCharsets.UTF_8)));
        }
    }

    private Response signedIn(SignIn.SignedIn signedIn, String browser) {
        return DeviceCookie.kept(leadTo(byMail.destination(browser)), signedIn.device())
                .header("Set-Cookie", SessionCookie.of(signedIn.opened()))
                .header("Set-Cookie", BrowserCookie.CLEARED)
                .header("Set-Cookie", AttemptCookie.CLEARED)
                .build();
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }

    private static Response later(Response.ResponseBuilder page, int seconds) {
        return page.header("Retry-After", seconds).build();
    }

    private static Response notHere(int status) {
        return page(status, Templates.notHere(), "/login/email/code").build();
    }

    /** @param place where the page is */
    private static Response.ResponseBuilder page(int status, TemplateInstance page, String place) {
        return HtmlPage.of(status, Framed.html(page, Frame.here().at(place)), Trait.SECRET_ADDRESS, Trait.LEADS_AWAY);
    }
}
