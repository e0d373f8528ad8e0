package dev.gatehouse.token.signin;

import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.refresh.Refresher;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens first-hand: by username and password, then by refreshing. */
@Path("/tokens")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SignInResource {
    private final SignIn signIn;
    private final Refresher refresher;
    private final FirstHandTokens issued;

    SignInResource(SignIn signIn, Refresher refresher, FirstHandTokens issued) {
        this.signIn = signIn;
        this.refresher = refresher;
        this.issued = issued;
    }

    /**
     * Body of a sign-in.
     *
     * @param otp one-time password, where a second factor is due
     * @param passkey in place of it: what {@code navigator.credentials.get} gave
     * @param type form of the access tokens
     * @param scope what they may be used for; all that the user may do where not given
     */
    public record SignInRequest(
            @NotBlank @Size(max = 254) String username,
            @NotBlank @Size(max = 256) String password,
            @Nullable @Size(max = 64) String otp,
            @Nullable @Valid PasskeyAssertion passkey,
            @NotNull Format type,
            @Nullable Scope scope) {}

    /** Body of a refresh. */
    public record RefreshRequest(@NotBlank @Size(max = 512) String refreshToken) {}

    /** @param expiresIn seconds that the access token lives */
    @RegisterForReflection
    public record Tokens(
            String accessToken,
            String tokenType,
            long expiresIn,
            @Nullable String refreshToken,
            Scope scope) {}

    @POST
    public Response signIn(@NotNull @Valid SignInRequest asked, @Context HttpHeaders headers) {
        String browser = Cookies.one(headers, SessionService.PASSKEY_COOKIE).orElse(null);
        var credentials = new Credentials(asked.username(), asked.password(), asked.otp(), asked.passkey(), null, null)
                .from(null, browser);
        return switch (signIn.signIn(credentials, asked.type(), asked.scope())) {
            case SignIn.SignedIn(Minted minted) -> {
                issued.count(FirstHandTokens.Grant.password);
                yield tokens(Response.Status.CREATED, minted);
            }
            case SignIn.NotSignedIn(String code, List<String> factors) ->
                Problem.of(401, code, detail(code)).with("factors", factors).response();
            case SignIn.TooBusy(int seconds) ->
                Problem.of(503, "busy", "Too many sign-ins are under way; please try again.")
                        .builder()
                        .header("Retry-After", seconds)
                        .build();
            case SignIn.TooManyAttempts(int seconds) -> Problem.tooManyAttempts(seconds);
            case SignIn.ScopeRefused() ->
                Problem.of(400, "invalid_scope", "The scope goes beyond what this user may do.")
                        .response();
        };
    }

    @POST
    @Path("/refresh")
    public Response refresh(@NotNull @Valid RefreshRequest asked) {
        return switch (refresher.refresh(asked.refreshToken())) {
            case Minted minted -> {
                issued.count(FirstHandTokens.Grant.refresh_token);
                yield tokens(Response.Status.OK, minted);
            }
            case MintRefused(String error, String description) ->
                Problem.of(error.equals("invalid_grant") ? 401 : 400, error, sentence(description))
                        .response();
        };
    }

    private static Response tokens(Response.Status status, Minted minted) {
        return Response.status(status)
                .entity(new Tokens(
                        minted.accessToken(), "Bearer", minted.expiresIn(), minted.refreshToken(), minted.scope()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String detail(String code) {
        return code.equals(Refused.SECOND_FACTOR_REQUIRED)
                ? "A second factor is due: send otp or passkey too."
                : "The username or the password is wrong.";
    }

    private static String sentence(String description) {
        return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ".";
    }
}
