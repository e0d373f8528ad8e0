package dev.gatehouse.token.status;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.token.status.SignedLists.Signed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Status lists for whoever verifies tokens (draft-ietf-oauth-status-list, section 8.1); public, as the published keys are. */
@Path(StatusListUri.PATH + "/{id}")
@RunOnVirtualThread
public class StatusListResource {
    private final SignedLists lists;
    private final long ttl;

    StatusListResource(SignedLists lists, StatusListConfig config) {
        this.lists = lists;
        ttl = config.ttl().toSeconds();
    }

    @GET
    @Produces("application/statuslist+jwt")
    public Response list(
            @PathParam("id") String id, @QueryParam("time") @Nullable String time, @Context Request request) {
        if (time != null) {
            // Section 8.4: what was revoked when is not told.
            return Problem.of(501, "not_supported", "Only the present statuses are told.")
                    .response();
        }
        Optional<Signed> found = StatusListUri.id(id).flatMap(lists::find);
        if (found.isEmpty()) {
            return Problem.of(404, "not_found", "There is no such status list, or all of its tokens have expired.")
                    .response();
        }
        var tag = new EntityTag(found.get().tag());
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known == null ? Response.ok(found.get().token()) : known)
                .tag(tag)
                .header("Cache-Control", "public, max-age=" + ttl)
                // Clients in browsers verify tokens too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
