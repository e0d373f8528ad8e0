package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the caller lets clients do, and taking it back. */
@Path("/consents")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private final ConsentStore consents;
    private final TokenService tokens;
    private final CurrentCaller caller;

    ConsentResource(ConsentStore consents, TokenService tokens, CurrentCaller caller) {
        this.consents = consents;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** The caller's consents. */
    @RegisterForReflection
    public record Listing(List<ConsentStore.Consent> consents) {}

    @GET
    public Response list() {
        UUID user = caller.userWith(Scope.ACCOUNT);
        return Response.ok(new Listing(consents.ofUser(user)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Takes the consent back, and with it all that the client holds for the caller. */
    @DELETE
    @Path("/{client_id}")
    public Response remove(@PathParam("client_id") String clientId) {
        UUID user = caller.userWith(Scope.ACCOUNT);
        if (!CLIENT_ID.matcher(clientId).matches()) {
            return absent();
        }
        boolean removed = consents.remove(user, clientId);
        // Even where the row is gone: a call that failed half-way can be repeated.
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.consent, user + " " + clientId))
                .await()
                .indefinitely();
        return removed ? Response.noContent().build() : absent();
    }

    private static Response absent() {
        return Problem.of(404, "not_found", "You have given that client no consent.")
                .response();
    }
}
