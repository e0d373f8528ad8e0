package dev.gatehouse.identity.group;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.profile.EntityTag;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Roles, for administrators; members are the users who have one for themselves. */
@Path("/roles")
@RunOnVirtualThread
@RequiresCaller
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RoleResource {
    private final GroupAdministration groups;
    private final CurrentCaller caller;

    RoleResource(GroupAdministration groups, CurrentCaller caller) {
        this.groups = groups;
        this.caller = caller;
    }

    @GET
    public Response list(
            @QueryParam("query") @DefaultValue("") @Size(max = 100) String query,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Size(max = 600) @Nullable String after) {
        caller.with(Scope.ADMIN);
        return groups.list(Kind.role, query, after, limit);
    }

    @POST
    public Response make(@NotNull @Valid GroupBody asked) {
        return groups.make(Kind.role, asked, caller.with(Scope.ADMIN).subject());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") UUID id) {
        caller.with(Scope.ADMIN);
        return groups.one(Kind.role, id);
    }

    /** Changes what is given; If-Match makes it conditional. */
    @PATCH
    @Path("/{id}")
    public Response change(
            @PathParam("id") UUID id,
            @NotNull @Valid GroupBody asked,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        String actor = caller.with(Scope.ADMIN).subject();
        return groups.change(Kind.role, id, asked, EntityTag.ifMatch(ifMatch), actor);
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") UUID id) {
        return groups.remove(Kind.role, id, caller.with(Scope.ADMIN).subject());
    }

    @GET
    @Path("/{id}/members")
    public Response members(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Nullable UUID after) {
        caller.with(Scope.ADMIN);
        return groups.members(Kind.role, id, after, limit);
    }

    @PUT
    @Path("/{id}/members/{user}")
    @Consumes(MediaType.WILDCARD)
    public Response add(@PathParam("id") UUID id, @PathParam("user") UUID user) {
        return groups.member(Kind.role, id, user, true, caller.with(Scope.ADMIN).subject());
    }

    @DELETE
    @Path("/{id}/members/{user}")
    public Response takeOut(@PathParam("id") UUID id, @PathParam("user") UUID user) {
        return groups.member(
                Kind.role, id, user, false, caller.with(Scope.ADMIN).subject());
    }

    /** Groups whose members all have the role. */
    @GET
    @Path("/{id}/groups")
    public Response groups(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Nullable UUID after) {
        caller.with(Scope.ADMIN);
        return groups.groupsWith(id, after, limit);
    }

    @PUT
    @Path("/{id}/groups/{group}")
    @Consumes(MediaType.WILDCARD)
    public Response give(@PathParam("id") UUID id, @PathParam("group") UUID group) {
        return groups.give(id, group, true, caller.with(Scope.ADMIN).subject());
    }

    @DELETE
    @Path("/{id}/groups/{group}")
    public Response take(@PathParam("id") UUID id, @PathParam("group") UUID group) {
        return groups.give(id, group, false, caller.with(Scope.ADMIN).subject());
    }
}
