package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts to link an account at a provider to the user who is signed in. As any change by cookie it needs the CSRF token:
 * else another site could have its own account there linked, and come in by it. And as it lets someone in for good, it needs a
 * recent sign-in.
 */
@Path("/connect/{provider}/links")
@RunOnVirtualThread
@RequiresCaller
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LinkResource {
    private final ProviderStore providers;
    private final LinkIntentions intentions;
    private final CurrentCaller caller;

    LinkResource(ProviderStore providers, LinkIntentions intentions, CurrentCaller caller) {
        this.providers = providers;
        this.intentions = intentions;
        this.caller = caller;
    }

    /** @param returnTo a path of our own origin, to go to after */
    public record NewLink(@Nullable @Size(max = 4096) String returnTo) {}

    /** @param location where the browser has to go now */
    @RegisterForReflection
    public record Started(String location) {}

    @POST
    public Response start(@PathParam("provider") String name, @Nullable @Valid NewLink asked) {
        UUID user = caller.accountOwner();
        caller.recently();
        String sid = caller.get().sid();
        if (sid == null || !caller.get().method().equals("session")) {
            return Problem.of(403, "session_required", "Only a browser that is signed in by cookie can go there.")
                    .response();
        }
        if (!ProviderRules.plausibleName(name) || providers.provider(name).isEmpty()) {
            return Problem.of(404, "not_found", "There is no provider of that name.")
                    .response();
        }
        String returnTo = ReturnTo.safe(asked == null ? null : asked.returnTo());
        String id = intentions.keep(new LinkIntention(name, user, sid, returnTo));
        return Response.status(201)
                .entity(new Started("/connect/" + name + "?link=" + id))
                .header("Set-Cookie", LinkIntentions.cookie(name, id))
                .header("Cache-Control", "no-store")
                .build();
    }
}
