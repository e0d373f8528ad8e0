package dev.gatehouse.identity.serviceaccount;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Service accounts, for administrators. */
@Path("/users/service-accounts")
@RunOnVirtualThread
@RequiresCaller
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ServiceAccountResource {
    private static final int NAME = 100;
    private final ServiceAccounts accounts;
    private final CurrentCaller caller;

    ServiceAccountResource(ServiceAccounts accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    /** @param name for administrators to read */
    public record NewServiceAccount(
            @NotBlank @Size(max = NAME) @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must have no control characters")
            String name,

            @NotNull Scope scope) {}

    /** @param overlap for how long the old secret is taken, too, in ISO 8601; the usual one where it is not given */
    public record Rotation(@Nullable Duration overlap) {}

    /** @param id the username for HTTP Basic */
    @RegisterForReflection
    public record Shown(
            String id,
            String name,
            Scope scope,
            Instant createdAt,
            @Nullable Instant rotatedAt,
            @Nullable Instant previousSecretUntil,
            @Nullable Instant lastUsedAt) {
        static Shown of(ServiceAccount account) {
            return new Shown(
                    account.username(),
                    account.name(),
                    account.scope(),
                    account.createdAt(),
                    account.rotatedAt(),
                    account.previousUntil(),
                    account.lastUsedAt());
        }
    }

    /** @param secret shown this once */
    @RegisterForReflection
    public record WithSecret(@JsonUnwrapped Shown account, String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "WithSecret[" + account.id() + "]";
        }
    }

    /** @param next what to give as {@code after} for the next page, null on the last */
    @RegisterForReflection
    public record Listing(
            List<Shown> serviceAccounts, @Nullable String next) {}

    @POST
    public Response make(@NotNull @Valid NewServiceAccount asked) {
        return answer(201, accounts.make(asked.name().strip(), asked.scope(), adminInPerson()));
    }

    @GET
    public Response list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Size(max = 64) @Nullable String after) {
        admin();
        Optional<UUID> start = after == null ? Optional.empty() : ServiceAccount.id(after);
        if (after != null && start.isEmpty()) {
            return Problem.of(400, "invalid_request", "after is not the id of a service account.")
                    .response();
        }
        ServiceAccounts.Page page = accounts.page(start.orElse(null), limit);
        UUID next = page.next();
        return shown(
                200,
                new Listing(
                        page.accounts().stream().map(Shown::of).toList(),
                        next == null ? null : ServiceAccount.username(next)));
    }

    @GET
    @Path("/{id}")
    public Response account(@PathParam("id") String id) {
        admin();
        return ServiceAccount.id(id)
                .flatMap(accounts::account)
                .map(account -> shown(200, Shown.of(account)))
                .orElseGet(ServiceAccountResource::absent);
    }

    @POST
    @Path("/{id}/rotation")
    public Response rotate(@PathParam("id") String id, @Nullable Rotation asked) {
        String actor = adminInPerson();
        Duration overlap = asked == null ? null : asked.overlap();
        return ServiceAccount.id(id)
                .map(account -> answer(200, accounts.rotate(account, overlap, actor)))
                .orElseGet(ServiceAccountResource::absent);
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        String actor = admin();
        return ServiceAccount.id(id)
                        .filter(account -> accounts.remove(account, actor))
                        .isPresent()
                ? Response.noContent().build()
                : absent();
    }

    /** A secret outlives the caller's own rights: no application gets one, nor a key, nor a browser that was left open. */
    private String adminInPerson() {
        String admin = admin();
        caller.firstHand();
        caller.recently();
        return admin;
    }

    private String admin() {
        return caller.with(Scope.ADMIN).subject();
    }

    private static Response answer(int status, ServiceAccounts.Outcome outcome) {
        return switch (outcome) {
            case ServiceAccounts.Given(ServiceAccount account, String secret) ->
                shown(status, new WithSecret(Shown.of(account), secret));
            case ServiceAccounts.UsersOnly(Scope scope) ->
                Problem.of(
                                400,
                                "invalid_scope",
                                "A service account has no user, so these scopes are not for it: " + scope)
                        .response();
            case ServiceAccounts.TooLong(Duration longest) ->
                Problem.of(400, "invalid_request", "overlap must lie between zero and " + longest + ".")
                        .response();
            case ServiceAccounts.Absent() -> absent();
        };
    }

    private static Response shown(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "There is no such service account.").response();
    }
}
