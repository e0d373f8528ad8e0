package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.MayChange;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Initial access tokens, by which clients may register themselves; for administrators. */
@Path("/clients/registration-tokens")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationTokenResource {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private static final Duration ORDINARY = Duration.ofDays(1);
    private final RegistrationTokenStore tokens;
    private final RegistrationConfig config;
    private final CurrentCaller caller;
    private final MayChange mayChange;

    RegistrationTokenResource(
            RegistrationTokenStore tokens, RegistrationConfig config, CurrentCaller caller, MayChange mayChange) {
        this.tokens = tokens;
        this.config = config;
        this.caller = caller;
        this.mayChange = mayChange;
    }

    /**
     * @param name what administrators call it
     * @param scope all that clients may have that register by it; null for what is configured
     * @param uses how many clients it registers; null for one
     * @param lifetime null for a day
     */
    @RegisterForReflection
    public record Order(
            @NotNull @Pattern(regexp = "\\P{Cntrl}{0,99}[^\\s\\p{Cntrl}]\\P{Cntrl}{0,99}")
            String name,

            @Nullable Scope scope,
            @Nullable @Min(1) @Max(10_000) Integer uses,

            @Nullable @DurationMin(minutes = 1) @DurationMax(days = 365)
            Duration lifetime) {}

    /**
     * @param id names it in paths, and is of no other use
     * @param token only in the answer that made it
     */
    @RegisterForReflection
    public record Shown(
            String id,
            @Nullable String token,
            String name,
            Scope scope,
            int usesLeft,
            String createdBy,
            Instant createdAt,
            Instant expiresAt) {
        static Shown of(RegistrationTokenStore.Kept kept, @Nullable String token) {
            return new Shown(
                    kept.hash(),
                    token,
                    kept.name(),
                    kept.scope(),
                    kept.usesLeft(),
                    kept.createdBy(),
                    kept.createdAt(),
                    kept.expiresAt());
        }
    }

    @RegisterForReflection
    public record Listing(List<Shown> tokens) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@NotNull @Valid Order asked) {
        String actor = mayChange.check();
        Scope scope = asked.scope() == null ? Scope.parse(config.scope()) : asked.scope();
        if (!Terms.grantable(scope)) {
            return Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                    .withViolations(List.of(new Violation("scope", "must not rule Gatehouse")))
                    .response();
        }
        String token = Secrets.generate(SecretKind.REGISTRATION_TOKEN);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var kept = new RegistrationTokenStore.Kept(
                Secrets.sha256(token),
                asked.name().strip(),
                scope,
                Objects.requireNonNullElse(asked.uses(), 1),
                actor,
                now,
                now.plus(Objects.requireNonNullElse(asked.lifetime(), ORDINARY)));
        tokens.insert(kept);
        AUDIT.infof("registration token made: id=%s by=%s uses=%d", kept.hash(), actor, kept.usesLeft());
        return answer(201, Shown.of(kept, token));
    }

    @GET
    public Response list() {
        caller.with(Scope.ADMIN);
        return answer(
                200,
                new Listing(
                        tokens.all().stream().map(kept -> Shown.of(kept, null)).toList()));
    }

    /** Clients that it has registered stay. */
    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        String actor = mayChange.check();
        if (!tokens.remove(id)) {
            return Problem.of(404, "not_found", "There is no such token.").response();
        }
        AUDIT.infof("registration token removed: id=%s by=%s", id, actor);
        return Response.noContent().build();
    }

    private static Response answer(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .build();
    }
}
