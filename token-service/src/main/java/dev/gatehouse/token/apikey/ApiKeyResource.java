package dev.gatehouse.token.apikey;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own API keys. */
@Path("/tokens/keys")
@RequiresCaller
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {
    private static final String ID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    private final KeyMaking making;
    private final ApiKeyStore store;
    private final CurrentCaller caller;

    ApiKeyResource(KeyMaking making, ApiKeyStore store, CurrentCaller caller) {
        this.making = making;
        this.store = store;
        this.caller = caller;
    }

    /** Body of a new key. @param expiresAt null for a key that does not expire */
    public record NewKey(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must not have control characters")
            String name,

            @NotNull Scope scope,
            @Nullable Instant expiresAt) {}

    /** @param lastUsedAt right to a minute @param secret only in the answer that makes the key */
    @RegisterForReflection
    public record Key(
            UUID id,
            String name,
            Scope scope,
            @Nullable Instant expiresAt,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable String secret) {}

    /** The keys of the caller, the oldest first. */
    @RegisterForReflection
    public record Keys(List<Key> keys) {}

    @POST
    public Response make(@NotNull @Valid NewKey asked) {
        UUID user = caller.userWith(Scope.ACCOUNT);
        // Whoever is not the user themselves is told so, below, rather than to sign in again.
        if (caller.get().firstHand()) {
            caller.recently();
        }
        return switch (making.make(caller.get(), user, asked.name(), asked.scope(), asked.expiresAt())) {
            case KeyMaking.Made(KeyRow key, String secret) ->
                Response.created(URI.create("/tokens/keys/" + key.id()))
                        .entity(shown(key, secret))
                        .header("Cache-Control", "no-store")
                        .build();
            case KeyMaking.TooMany(int limit) ->
                Problem.of(409, "too_many_keys", "A user may have " + limit + " keys; delete one first.")
                        .response();
            case KeyMaking.Refused(int status, String code, String detail) ->
                Problem.of(status, code, detail).response();
        };
    }

    @GET
    public Response list() {
        UUID user = caller.accountOwner();
        return Response.ok(new Keys(
                        store.of(user).stream().map(key -> shown(key, null)).toList()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("/{id: " + ID + "}")
    public Response remove(@PathParam("id") UUID id) {
        UUID user = caller.accountOwner();
        return store.remove(user, id)
                ? Response.noContent().build()
                : Problem.of(404, "not_found", "There is no such key.").response();
    }

    private static Key shown(KeyRow key, @Nullable String secret) {
        return new Key(key.id(), key.name(), key.scope(), key.expiresAt(), key.createdAt(), key.lastUsedAt(), secret);
    }
}
