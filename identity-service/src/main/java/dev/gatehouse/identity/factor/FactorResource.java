package dev.gatehouse.identity.factor;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.Cookies;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's second factors; only first-hand. */
@Path("/account/factors")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FactorResource {
    private final FactorKeeping keeping;
    private final CurrentCaller caller;

    FactorResource(FactorKeeping keeping, CurrentCaller caller) {
        this.keeping = keeping;
        this.caller = caller;
    }

    /** @param code a one-time password, or a recovery code where that will do */
    public record Proof(@NotBlank @Size(max = 64) String code) {}

    /**
     * @param totpSince since when codes of an authenticator application are asked for
     * @param emailSince since when codes are mailed, where there is no such application
     * @param passkeySince since when a passkey is asked for after the password
     */
    @RegisterForReflection
    public record Factors(
            @Nullable Instant totpSince,
            @Nullable Instant emailSince,
            @Nullable Instant passkeySince,
            int recoveryCodesLeft) {}

    /** @param secret base 32, to be typed where the QR code cannot be read */
    @RegisterForReflection
    public record NewTotp(String secret, String uri) {}

    /** Shown this once. */
    @RegisterForReflection
    public record RecoveryCodes(List<String> recoveryCodes) {}

    @GET
    public Response factors() {
        FactorKeeping.Overview overview = keeping.overview(caller.accountOwner());
        return shown(
                200,
                new Factors(
                        overview.totpSince(),
                        overview.emailSince(),
                        overview.passkeySince(),
                        overview.recoveryCodesLeft()));
    }

    /** Offers a secret; it counts once a code of it was given. */
    @POST
    @Path("/totp")
    @Consumes(MediaType.WILDCARD)
    public Response offer() {
        UUID user = caller.accountOwner();
        caller.recently();
        return keeping.offer(user, username())
                .map(offer -> shown(201, new NewTotp(offer.secret(), offer.uri())))
                .orElseGet(() -> Problem.of(
                                409, "enrolled", "There is an authenticator application already; remove it first.")
                        .response());
    }

    @GET
    @Path("/totp/qr")
    @Produces("image/png")
    public Response image() {
        return keeping.image(caller.accountOwner(), username())
                .map(png -> Response.ok(png).header("Cache-Control", "no-store").build())
                .orElseGet(FactorResource::nothing);
    }

    @POST
    @Path("/totp/confirmation")
    public Response confirm(@NotNull @Valid Proof proof, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        UUID user = caller.accountOwner();
        caller.recently();
        return answer(keeping.confirm(user, proof.code(), device));
    }

    @POST
    @Path("/totp/removal")
    public Response remove(@NotNull @Valid Proof proof, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        return answer(keeping.remove(caller.accountOwner(), proof.code(), device));
    }

    @POST
    @Path("/recovery-codes")
    public Response renewRecoveryCodes(@NotNull @Valid Proof proof, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        return answer(keeping.renewRecoveryCodes(caller.accountOwner(), proof.code(), device));
    }

    private String username() {
        String username = caller.get().username();
        return username == null ? "" : username;
    }

    static Response answer(FactorKeeping.Outcome outcome) {
        return switch (outcome) {
            case FactorKeeping.Done(List<String> codes)
            when codes.isEmpty() -> Response.noContent().build();
            case FactorKeeping.Done(List<String> codes) -> shown(200, new RecoveryCodes(codes));
            case FactorKeeping.Nothing() -> nothing();
            case FactorKeeping.Refused(SecondFactor.Wait(int seconds)) -> Problem.tooManyAttempts(seconds);
            case FactorKeeping.Refused ignored ->
                Problem.of(422, "wrong_code", "The code is wrong, or was used before.")
                        .response();
        };
    }

    private static Response shown(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response nothing() {
        return Problem.of(404, "not_found", "There is no second factor to do this with.")
                .response();
    }
}
