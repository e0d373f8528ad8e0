package dev.gatehouse.session.bymail;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.session.session.SessionAnswers;
import dev.gatehouse.session.session.SignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Sign-in by e-mail, for programs. */
@Path("/sessions/email")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ByMailResource {
    private final ByMail byMail;
    private final Origins origins;

    ByMailResource(ByMail byMail, Origins origins) {
        this.byMail = byMail;
        this.origins = origins;
    }

    /**
     * @param login username or e-mail address
     * @param remember whether the session is to outlive the browser; null for as it was
     */
    public record Ask(
            @NotBlank @Size(max = 254) String login,
            @Nullable Boolean remember) {}

    /**
     * What was mailed: one of the two.
     *
     * @param code as it was typed
     * @param token of the link
     * @param otp where a second factor is due
     */
    public record Proof(
            @Nullable @Size(max = 64) String code,
            @Nullable @Size(max = 256) String token,
            @Nullable @Size(max = 64) String otp) {
        /** Keeps all of it out of logs. */
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** The answer is the same whether there is such an account or not. */
    @POST
    public Response ask(
            @NotNull @Valid Ask ask,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        if (!origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        return switch (byMail.ask(ask.login(), new Wish(ReturnTo.FALLBACK, ask.remember()), device)) {
            case ByMail.Asked(String setCookie) ->
                Response.accepted()
                        .header("Set-Cookie", setCookie)
                        .header("Cache-Control", "no-store")
                        .build();
            case ByMail.Off() ->
                Problem.of(404, "not_found", "Nobody signs in by e-mail here.").response();
            case ByMail.Wait(int seconds) -> Problem.tooManyAttempts(seconds);
            case ByMail.Busy() -> Problem.unavailable();
        };
    }

    @POST
    @Path("/answer")
    public Response answer(
            @NotNull @Valid Proof proof,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        String browser = Cookies.one(headers, BrowserCookie.NAME).orElse(null);
        String session = Cookies.one(headers, SessionService.COOKIE).orElse(null);
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        if (!origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        String given = proof.token() == null ? proof.code() : proof.token();
        if (given == null || given.isBlank() || (proof.token() != null && proof.code() != null)) {
            return Problem.of(400, "invalid_request", "Either a code or a token is needed.")
                    .response();
        }
        if (browser == null || !ByMail.asked(browser)) {
            return Problem.of(401, "other_browser", "This browser has not asked for a mail, or too long ago.")
                    .response();
        }
        return switch (byMail.answer(browser, given, proof.otp(), session, device)) {
            case SignIn.SignedIn signedIn ->
                Response.fromResponse(SessionAnswers.of(signedIn))
                        .header("Set-Cookie", BrowserCookie.CLEARED)
                        .build();
            case SignIn.Outcome other -> SessionAnswers.of(other);
        };
    }
}
