package dev.gatehouse.identity.audit;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened: to the caller, and for administrators to anyone. */
@Path("/account/activity")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final AuditTrail trail;
    private final CurrentCaller caller;

    AuditResource(AuditTrail trail, CurrentCaller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    public Response own(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("before") @Nullable Long before) {
        UUID user = caller.accountOwner();
        return shown(trail.page(user, before, limit));
    }

    /** @param user whose events; all where not given */
    @GET
    @Path("/all")
    public Response all(
            @QueryParam("user") @Nullable UUID user,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("before") @Nullable Long before) {
        String actor = caller.with(Scope.ADMIN).subject();
        return shown(user == null ? trail.page(null, before, limit) : trail.lookedAt(user, actor, before, limit));
    }

    private static Response shown(RecordedEvent.Page page) {
        return Response.ok(page).header("Cache-Control", "no-store").build();
    }
}
