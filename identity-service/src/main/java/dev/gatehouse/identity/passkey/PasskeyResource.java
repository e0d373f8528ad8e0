package dev.gatehouse.identity.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's passkeys; only first-hand, and where it gives or takes a way in, soon after the sign-in. */
@Path("/account/passkeys")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PasskeyResource {
    private final PasskeyKeeping keeping;
    private final CurrentCaller caller;

    PasskeyResource(PasskeyKeeping keeping, CurrentCaller caller) {
        this.keeping = keeping;
        this.caller = caller;
    }

    /** @param credential what {@code navigator.credentials.create} gave */
    public record New(
            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*")
            String name,

            @NotNull @Valid RegistrationResponse credential) {}

    /** What can be changed. */
    public record Naming(
            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*")
            String name) {}

    /**
     * @param synced whether it is copied between the devices of its owner
     * @param aaguid the model of the authenticator; zero where it does not say
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Shown(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            boolean synced,
            UUID aaguid) {
        static Shown of(Passkey passkey) {
            return new Shown(
                    passkey.id(),
                    passkey.name(),
                    passkey.createdAt(),
                    passkey.lastUsedAt(),
                    passkey.facts().backedUp(),
                    passkey.facts().aaguid());
        }
    }

    @RegisterForReflection
    public record Listing(List<Shown> passkeys) {}

    @GET
    public Response list() {
        return shown(
                200,
                new Listing(keeping.list(caller.accountOwner()).stream()
                        .map(Shown::of)
                        .toList()));
    }

    /** A challenge, and the rest that {@code navigator.credentials.create} needs. */
    @POST
    @Path("/options")
    @Consumes(MediaType.WILDCARD)
    public Response options() {
        UUID user = caller.accountOwner();
        caller.recently();
        String username = caller.get().username();
        return switch (keeping.options(user, username == null ? "" : username)) {
            case PasskeyKeeping.Asked(CreationOptions options) -> shown(200, options);
            case PasskeyKeeping.Later(int seconds) -> Problem.tooManyAttempts(seconds);
        };
    }

    /** Answers the challenge, which shows that the sign-in is recent. */
    @POST
    public Response add(@NotNull @Valid New passkey) {
        return switch (keeping.add(caller.accountOwner(), passkey.name(), passkey.credential())) {
            case PasskeyKeeping.Added(Passkey added) -> shown(201, Shown.of(added));
            case PasskeyKeeping.NotPasskey() ->
                Problem.of(
                                422,
                                "invalid_passkey",
                                "This does not answer the challenge, or the challenge is used or over.")
                        .response();
            case PasskeyKeeping.Taken() ->
                Problem.of(409, "taken", "This passkey is registered already.").response();
            case PasskeyKeeping.Full() ->
                Problem.of(409, "too_many_passkeys", "There are as many passkeys as may be; remove one first.")
                        .response();
        };
    }

    @PATCH
    @Path("/{id}")
    public Response rename(@PathParam("id") UUID id, @NotNull @Valid Naming naming) {
        return keeping.rename(caller.accountOwner(), id, naming.name())
                .map(passkey -> shown(200, Shown.of(passkey)))
                .orElseGet(PasskeyResource::absent);
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") UUID id) {
        UUID user = caller.accountOwner();
        caller.recently();
        return switch (keeping.remove(user, id, caller.get().multipleFactors())) {
            case DONE -> Response.noContent().build();
            case ABSENT -> absent();
            case FACTOR_DUE -> throw caller.multipleFactorsDue();
            case LAST_WAY_IN ->
                Problem.of(
                                409,
                                "last_way_in",
                                "You could not sign in any more: first set another way in, as a password.")
                        .response();
        };
    }

    private static Response shown(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "You have no such passkey.").response();
    }
}
