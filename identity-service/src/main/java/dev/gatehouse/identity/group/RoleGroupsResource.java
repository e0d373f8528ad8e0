package dev.gatehouse.identity.group;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups whose members all have a role, for administrators. */
@Path("/roles/{role}/groups")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class RoleGroupsResource {
    private final GroupChanges changes;
    private final GroupStore groups;
    private final CurrentCaller caller;

    RoleGroupsResource(GroupChanges changes, GroupStore groups, CurrentCaller caller) {
        this.changes = changes;
        this.groups = groups;
        this.caller = caller;
    }

    @GET
    public Response list(
            @PathParam("role") UUID role,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Nullable UUID after) {
        caller.with(Scope.ADMIN);
        UUID last = Optional.ofNullable(after).orElse(Group.MemberPage.FIRST);
        return groups.group(Kind.role, role).isEmpty()
                ? GroupAnswers.absent(Kind.role)
                : GroupAnswers.shown(Group.MemberPage.of(groups.groupsWith(role, last, limit + 1), limit));
    }

    @PUT
    @Path("/{group}")
    @Consumes(MediaType.WILDCARD)
    public Response give(@PathParam("role") UUID role, @PathParam("group") UUID group) {
        return GroupAnswers.done(
                changes.give(role, group, true, caller.with(Scope.ADMIN).subject()));
    }

    @DELETE
    @Path("/{group}")
    public Response take(@PathParam("role") UUID role, @PathParam("group") UUID group) {
        return GroupAnswers.done(
                changes.give(role, group, false, caller.with(Scope.ADMIN).subject()));
    }
}
