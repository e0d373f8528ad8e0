package dev.gatehouse.oauth.texts;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.texts.ScopeTextStore.ScopeText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What users read of the scopes of APIs when they are asked for their consent; for administrators. */
@Path("/consents/scopes")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ScopeTextResource {
    private final ScopeTextStore store;
    private final CurrentCaller caller;

    ScopeTextResource(ScopeTextStore store, CurrentCaller caller) {
        this.store = store;
        this.caller = caller;
    }

    /** @param texts by the language of the pages */
    @RegisterForReflection
    public record Texts(@Nullable Map<String, @Nullable String> texts) {}

    @RegisterForReflection
    public record Listing(List<ScopeText> scopes) {}

    @GET
    public Response list() {
        caller.with(Scope.ADMIN);
        return Response.ok(new Listing(store.all()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @PUT
    @Path("/{scope}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("scope") String scope, @NotNull Texts asked) {
        administrator();
        List<Violation> wrong = ScopeTextRules.objections(scope, asked.texts());
        if (!wrong.isEmpty()) {
            return Problem.of(400, "invalid_request", "The texts are not in order.")
                    .withViolations(wrong)
                    .response();
        }
        var text = new ScopeText(scope, Map.copyOf(Objects.requireNonNull(asked.texts())));
        store.put(text);
        return Response.ok(text).header("Cache-Control", "no-store").build();
    }

    @DELETE
    @Path("/{scope}")
    public Response remove(@PathParam("scope") String scope) {
        administrator();
        return store.remove(scope)
                ? Response.noContent().build()
                : Problem.of(404, "not_found", "There are no texts for that scope.")
                        .response();
    }

    /** What users read before they allow something is not for applications to change. */
    private void administrator() {
        caller.with(Scope.ADMIN);
        caller.firstHand();
    }
}
