package dev.gatehouse.identity.group;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups and roles, for administrators; members of a role are the users who have it for themselves. */
@Path("/{kind: groups|roles}")
@RunOnVirtualThread
@RequiresCaller
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GroupResource {
    private final GroupKeeping keeping;
    private final GroupChanges changes;
    private final GroupStore groups;
    private final CurrentCaller caller;

    GroupResource(GroupKeeping keeping, GroupChanges changes, GroupStore groups, CurrentCaller caller) {
        this.keeping = keeping;
        this.changes = changes;
        this.groups = groups;
        this.caller = caller;
    }

    @GET
    public Response list(
            @PathParam("kind") String kind,
            @QueryParam("query") @DefaultValue("") @Size(max = 100) String query,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Size(max = 600) @Nullable String after) {
        caller.with(Scope.ADMIN);
        try {
            return GroupAnswers.shown(keeping.page(Kind.ofPath(kind), GroupBody.storable(query), after, limit));
        } catch (IllegalArgumentException e) {
            return GroupAnswers.invalid("after", "must be what the page before gave as next");
        }
    }

    @POST
    public Response make(@PathParam("kind") String kind, @NotNull @Valid GroupBody asked) {
        String actor = caller.with(Scope.ADMIN).subject();
        if (asked.name() == null) {
            return GroupAnswers.invalid("name", "must not be null");
        }
        String description = asked.description() == null ? null : GroupBody.storable(asked.description());
        Kind of = Kind.ofPath(kind);
        return GroupAnswers.made(of, keeping.make(of, asked.name(), description, null, Set.of(), actor));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("kind") String kind, @PathParam("id") UUID id) {
        caller.with(Scope.ADMIN);
        Kind of = Kind.ofPath(kind);
        return groups.group(of, id).map(GroupAnswers::one).orElseGet(() -> GroupAnswers.absent(of));
    }

    /** Changes what is given; If-Match makes it conditional. */
    @PATCH
    @Path("/{id}")
    public Response change(
            @PathParam("kind") String kind,
            @PathParam("id") UUID id,
            @NotNull @Valid GroupBody asked,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        String actor = caller.with(Scope.ADMIN).subject();
        Kind of = Kind.ofPath(kind);
        return GroupAnswers.changed(of, keeping.change(of, id, asked.change(), EntityTag.ifMatch(ifMatch), actor));
    }

    /** If-Match makes it conditional. */
    @DELETE
    @Path("/{id}")
    public Response remove(
            @PathParam("kind") String kind,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        String actor = caller.with(Scope.ADMIN).subject();
        Kind of = Kind.ofPath(kind);
        return GroupAnswers.removed(of, keeping.remove(of, id, EntityTag.ifMatch(ifMatch), actor));
    }

    @GET
    @Path("/{id}/members")
    public Response members(
            @PathParam("kind") String kind,
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Nullable UUID after) {
        caller.with(Scope.ADMIN);
        Kind of = Kind.ofPath(kind);
        UUID last = Optional.ofNullable(after).orElse(Group.MemberPage.FIRST);
        return groups.group(of, id).isEmpty()
                ? GroupAnswers.absent(of)
                : GroupAnswers.shown(Group.MemberPage.of(groups.members(id, last, limit + 1), limit));
    }

    @PUT
    @Path("/{id}/members/{user}")
    @Consumes(MediaType.WILDCARD)
    public Response add(@PathParam("kind") String kind, @PathParam("id") UUID id, @PathParam("user") UUID user) {
        String actor = caller.with(Scope.ADMIN).subject();
        return GroupAnswers.done(changes.member(Kind.ofPath(kind), id, user, true, actor));
    }

    @DELETE
    @Path("/{id}/members/{user}")
    public Response takeOut(@PathParam("kind") String kind, @PathParam("id") UUID id, @PathParam("user") UUID user) {
        String actor = caller.with(Scope.ADMIN).subject();
        return GroupAnswers.done(changes.member(Kind.ofPath(kind), id, user, false, actor));
    }
}
