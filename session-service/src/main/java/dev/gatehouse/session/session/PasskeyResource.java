package dev.gatehouse.session.session;

import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsked;
import dev.gatehouse.common.peer.IdentityService.PasskeyWait;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.PasskeyRequestOptions;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Sign-in by passkey: a challenge for the browser, and its answer. */
@Path("/sessions/passkey")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PasskeyResource {
    private final SignIn signIn;
    private final Origins origins;

    PasskeyResource(SignIn signIn, Origins origins) {
        this.signIn = signIn;
        this.origins = origins;
    }

    /** What {@code navigator.credentials.get} needs. */
    @POST
    @Path("/options")
    @Consumes(MediaType.WILDCARD)
    public Response options(
            @CookieParam(PasskeyCookie.NAME) @Nullable String cookie,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        if (!origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        String browser = PasskeyCookie.keptOrNew(cookie);
        return switch (signIn.passkeyOptions(browser)) {
            case PasskeyAsked(PasskeyRequestOptions options) ->
                Response.ok(options)
                        .header("Set-Cookie", PasskeyCookie.of(browser))
                        .header("Cache-Control", "no-store")
                        .build();
            case PasskeyWait(int seconds) -> Problem.tooManyAttempts(seconds);
        };
    }

    /** @param assertion what {@code navigator.credentials.get} gave */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(
            @NotNull @Valid PasskeyAssertion assertion,
            @CookieParam(PasskeyCookie.NAME) @Nullable String browser,
            @CookieParam(SessionService.COOKIE) @Nullable String cookie,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
        if (!origins.admits(origin, fetchSite)) {
            return SessionAnswers.csrf();
        }
        if (browser == null || !PasskeyCookie.plausible(browser)) {
            return Problem.of(401, "invalid_credentials", "The sign-in was refused.")
                    .response();
        }
        return SessionAnswers.of(signIn.signIn(browser, assertion, cookie));
    }
}
