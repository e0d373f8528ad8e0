package dev.gatehouse.session.factor;

import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.requester.Languages;
import dev.gatehouse.session.attempt.Attempt;
import dev.gatehouse.session.attempt.AttemptCookie;
import dev.gatehouse.session.login.Journey;
import dev.gatehouse.session.page.Fault;
import dev.gatehouse.session.session.DeviceCookie;
import dev.gatehouse.session.session.PasskeyCookie;
import dev.gatehouse.session.session.SessionAnswers;
import dev.gatehouse.session.session.SessionCookie;
import dev.gatehouse.session.session.SignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page for the second factor. With {@code acr} in its address it is for the session at hand, else for the sign-in that
 * the browser has begun.
 */
@Path("/login/factor")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class FactorResource {
    private final NextFactor factor;
    private final Origins origins;
    private final ReturnOrigins returns;

    FactorResource(NextFactor factor, Origins origins, ReturnOrigins returns) {
        this.factor = factor;
        this.origins = origins;
        this.returns = returns;
    }

    /** What each request here may bring. */
    public record Asked(
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("acr") @Nullable String acr,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        private @Nullable String session() {
            return Cookies.one(headers, SessionService.COOKIE).orElse(null);
        }

        private @Nullable String device() {
            return Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        }

        private @Nullable String browser() {
            return Cookies.one(headers, SessionService.PASSKEY_COOKIE).orElse(null);
        }
    }

    /** Who is here, and where they go. */
    private record Visit(Standing standing, Journey journey, FormToken token) {}

    @GET
    public Response page(@BeanParam Asked asked) {
        Journey journey = journey(asked);
        return visit(asked, journey)
                .map(FactorResource::page)
                .orElseGet(() -> leadTo(journey.signIn()).build());
    }

    /** Nothing is left to be proved, or nothing could be: a sign-in that proves nothing changes nothing. */
    private static boolean settled(Visit visit) {
        return NextFactor.met(visit.standing()) || NextFactor.unreachable(visit.standing());
    }

    private static Response page(Visit visit) {
        Standing standing = visit.standing();
        if (NextFactor.met(standing)) {
            return leadTo(visit.journey().returnTo()).build();
        }
        return NextFactor.unreachable(standing)
                ? FactorPages.unmet(visit.journey()).build()
                : show(200, visit, !standing.stepUp(), Fault.NONE).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response send(@Nullable String body, @BeanParam Asked asked) {
        SentForm form = SentForm.of(body);
        Journey journey = journey(asked);
        Optional<Visit> found = visit(asked, journey);
        if (found.isEmpty()) {
            return FactorPages.late(
                            Journey.of(returns.safe(form.field("return_to", 4096)), asked.acr(), asked.locales()))
                    .build();
        }
        Visit visit = found.get();
        if (!origins.admits(asked.origin(), asked.fetchSite()) || !visit.token().sentIn(form)) {
            return show(403, visit, false, Fault.FOREIGN).build();
        }
        if (settled(visit)) {
            return page(visit);
        }
        return switch (form.field("action", 16)) {
            case "mail" -> mail(visit, asked.device());
            case "start_over" -> startOver(visit);
            case "recovery" -> code(visit, form.field("otp", 64), asked, Fault.NO_RECOVERY, Fault.WRONG_RECOVERY);
            default -> code(visit, form.field("otp", 64), asked, Fault.NO_CODE, Fault.REFUSED);
        };
    }

    private Response mail(Visit visit, @Nullable String device) {
        int seconds = factor.mail(visit.standing(), device);
        return seconds > 0
                ? show(429, visit, false, Fault.pause(seconds))
                        .header("Retry-After", seconds)
                        .build()
                : show(200, visit, true, Fault.NONE).build();
    }

    private Response startOver(Visit visit) {
        factor.forget(visit.standing());
        return leadTo(visit.journey().forAnybody())
                .header("Set-Cookie", AttemptCookie.CLEARED)
                .build();
    }

    /** @param wrong what is said of a wrong one, at the field that it was typed in */
    private Response code(Visit visit, String code, Asked asked, Fault missing, Fault wrong) {
        if (code.isBlank()) {
            return show(401, visit, false, missing).build();
        }
        return switch (factor.code(visit.standing(), code, asked.device(), asked.session())) {
            case NextFactor.Done done -> done(visit, done);
            case NextFactor.Wrong() -> show(401, visit, false, wrong).build();
            case NextFactor.Wait(int seconds, boolean busy) ->
                show(busy ? 503 : 429, visit, false, busy ? Fault.BUSY : Fault.pause(seconds))
                        .header("Retry-After", seconds)
                        .build();
            case NextFactor.Late() -> FactorPages.late(visit.journey()).build();
            case NextFactor.Overtaken() ->
                FactorPages.overtaken(visit.journey())
                        .header("Set-Cookie", AttemptCookie.CLEARED)
                        .build();
        };
    }

    private static Response done(Visit visit, NextFactor.Done done) {
        Journey journey = visit.journey();
        if (done.met()) {
            return opened(arrived(leadTo(journey.returnTo())), done.signedIn());
        }
        // A sign-in that was only begun may still step up; whoever has just done that is not sent round.
        return visit.standing().stepUp()
                ? opened(FactorPages.unmet(journey), done.signedIn())
                : opened(leadTo(journey.stepUp()), done.signedIn());
    }

    /** @param assertion what {@code navigator.credentials.get} gave */
    @POST
    @Path("/passkey")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response passkey(@NotNull @Valid PasskeyAssertion assertion, @BeanParam Asked asked) {
        if (!origins.admits(asked.origin(), asked.fetchSite())) {
            return SessionAnswers.csrf();
        }
        Optional<Visit> visit = visit(asked, journey(asked));
        String browser = asked.browser();
        if (visit.isEmpty()) {
            return late();
        }
        if (settled(visit.get()) || browser == null || !PasskeyCookie.plausible(browser)) {
            return refused();
        }
        return switch (factor.passkey(visit.get().standing(), assertion, browser, asked.device(), asked.session())) {
            case NextFactor.Done done ->
                opened(
                        arrived(SessionAnswers.opened(done.signedIn().opened())),
                        done.signedIn().device());
            case NextFactor.Wrong() -> refused();
            case NextFactor.Wait(int seconds, boolean busy) -> Problem.tooManyAttempts(seconds);
            case NextFactor.Late() -> late();
            case NextFactor.Overtaken() -> SessionAnswers.of(new SignIn.Overtaken());
        };
    }

    private static Response late() {
        return Problem.of(403, "sign_in_expired", "The sign-in was finished in another tab, or has taken too long.")
                .response();
    }

    private static Response refused() {
        return Problem.of(401, "invalid_credentials", "The sign-in was refused.")
                .response();
    }

    private Journey journey(Asked asked) {
        return Journey.of(returns.safe(asked.returnTo()), asked.acr(), asked.locales());
    }

    /** Empty where nobody has proved a first factor. */
    private Optional<Visit> visit(Asked asked, Journey journey) {
        Optional<Standing> standing = journey.acr() == null
                ? AttemptCookie.of(asked.headers()).flatMap(factor::begun)
                : factor.session(asked.session(), journey);
        return standing.map(found -> {
            Attempt attempt = found.attempt();
            Journey way = Journey.of(returns.safe(attempt.returnTo()), attempt.acr(), asked.locales());
            return new Visit(found, way, FormToken.of(asked.headers(), found.purpose()));
        });
    }

    private static Response.ResponseBuilder show(int status, Visit visit, boolean mailed, Fault fault) {
        return FactorPages.factor(status, visit.standing(), visit.journey(), mailed, fault, visit.token());
    }

    /** Nothing keeps the user any more from where they were going. */
    private static Response.ResponseBuilder arrived(Response.ResponseBuilder answer) {
        return answer.header("Set-Cookie", OnwardCookie.SETTING_UP.cleared());
    }

    private static Response opened(Response.ResponseBuilder answer, SignIn.SignedIn signedIn) {
        return opened(answer.header("Set-Cookie", SessionCookie.of(signedIn.opened())), signedIn.device());
    }

    private static Response opened(Response.ResponseBuilder answer, @Nullable String device) {
        return DeviceCookie.kept(answer, device)
                .header("Set-Cookie", AttemptCookie.CLEARED)
                .build();
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }
}
