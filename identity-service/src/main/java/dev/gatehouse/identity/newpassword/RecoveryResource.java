package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.navigation.Onward;
import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.page.Wait;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.requester.Languages;
import dev.gatehouse.identity.mail.MailConfig;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.password.Objection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.jspecify.annotations.Nullable;

/** For who has lost the password: as calls for programs, and as pages. */
@Path("/recovery")
@RunOnVirtualThread
public class RecoveryResource {
    /** Seconds after which what was too much, or away, is to be tried again. */
    private static final int RETRY_AFTER = HashingBusy.RETRY_AFTER;

    private final Recovery recovery;
    private final NewPassword passwords;
    private final Origins origin;
    private final ReturnOrigins returns;
    private final MailConfig config;

    RecoveryResource(
            Recovery recovery, NewPassword passwords, Origins origin, ReturnOrigins returns, MailConfig config) {
        this.returns = returns;
        this.config = config;
        this.recovery = recovery;
        this.passwords = passwords;
        this.origin = origin;
    }

    /** @param login username or e-mail address */
    public record Lost(@NotBlank @Size(max = 254) String login) {}

    /** @param token as it was mailed */
    public record Reset(
            @NotBlank @Size(max = 256) String token,
            @NotBlank @Size(max = 256) String password) {
        /** Keeps both out of logs. */
        @Override
        public String toString() {
            return "Reset";
        }
    }

    /** The answer is the same whether there is such an account or not. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response ask(@NotNull @Valid Lost lost) {
        return switch (recovery.ask(lost.login())) {
            case Recovery.Asked() ->
                Response.accepted().header("Cache-Control", "no-store").build();
            case Recovery.Wait(int seconds) -> Problem.tooManyAttempts(seconds);
            case Recovery.Busy() -> Problem.unavailable();
        };
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response reset(@NotNull @Valid Reset reset) {
        return PasswordAnswers.of(passwords.reset(reset.token(), reset.password()));
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response askPage(
            @QueryParam(Onward.RETURN_TO) @Nullable String returnTo,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @Context HttpHeaders headers) {
        return new RecoveryPages(headers, Onward.of(returns, returnTo, locales)).ask(200, "", null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response askForm(
            @Nullable String body,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @HeaderParam("Origin") @Nullable String from,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        var pages = new RecoveryPages(headers, Onward.of(returns, form.field(Onward.RETURN_TO, 4096), locales));
        String login = form.field("login", 254);
        if (!origin.admits(from, fetchSite) || !pages.sent(form)) {
            return pages.ask(403, login, pages.texts().foreign());
        }
        if (login.isBlank()) {
            return pages.noLogin();
        }
        return switch (recovery.ask(login)) {
            case Recovery.Asked() -> pages.asked(config.recoveryLifetime());
            case Recovery.Wait(int seconds) ->
                RecoveryPages.later(pages.ask(429, login, pages.texts().pause(Wait.words(seconds))), seconds);
            case Recovery.Busy() ->
                RecoveryPages.later(pages.ask(503, login, pages.texts().busy()), RETRY_AFTER);
        };
    }

    /** Only asks: programs that look at what is mailed follow links, too. */
    @GET
    @Path("/password")
    @Produces(MediaType.TEXT_HTML)
    public Response resetPage(
            @QueryParam("token") @Nullable String token,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @Context HttpHeaders headers) {
        RecoveryPages pages = onward(headers, locales);
        return token != null && passwords.good(token) ? pages.password(200, token, null) : pages.invalid(200);
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response resetForm(
            @Nullable String body,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @HeaderParam("Origin") @Nullable String from,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        RecoveryPages pages = onward(headers, locales);
        SentForm form = SentForm.of(body);
        String token = form.field("token", 256);
        if (!origin.admits(from, fetchSite) || !pages.sent(form)) {
            return pages.password(403, token, pages.texts().foreign());
        }
        try {
            return switch (passwords.reset(token, form.field("password", 256))) {
                case NewPassword.Changed() -> pages.changed();
                case NewPassword.Weak(Objection objection) -> pages.weak(token, objection);
                case NewPassword.Outcome other -> pages.invalid(422);
            };
        } catch (HashingBusy | PeerAway e) {
            // The token is good still; a person is to read a page.
            return RecoveryPages.later(pages.password(503, token, pages.texts().busy()), RETRY_AFTER);
        }
    }

    /** For who comes by the mail, in the browser that asked for it or in another. */
    private RecoveryPages onward(HttpHeaders headers, @Nullable String locales) {
        String returnTo = OnwardCookie.RECOVERY.read(headers, returns).orElse(null);
        return new RecoveryPages(headers, Onward.of(returns, returnTo, locales));
    }
}
