package dev.gatehouse.identity.scim;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.identity.profile.EntityTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users for provisioning clients (RFC 7644, section 3). */
@Path("/scim/v2/Users")
@RunOnVirtualThread
@RequiresCaller
@Consumes({ScimAnswers.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Produces({ScimAnswers.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ScimUserResource {
    private final ScimUsers users;
    private final ScimAnswers answers;
    private final CurrentCaller caller;

    ScimUserResource(ScimUsers users, ScimAnswers answers, CurrentCaller caller) {
        this.users = users;
        this.answers = answers;
        this.caller = caller;
    }

    /** @param start of the first one on the page; less than 1 is 1. @param count at most; 200 where more are asked for */
    @GET
    public Response list(
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("startIndex") @DefaultValue("1") long start,
            @QueryParam("count") @DefaultValue("100") int count,
            @QueryParam("attributes") @Size(max = 1000) @Nullable String attributes,
            @QueryParam("excludedAttributes") @Size(max = 1000) @Nullable String excluded) {
        return answers.answer(
                caller,
                actor -> answers.page(
                        users.page(filter, Math.max(1, start), Math.clamp(count, 0, 200)), attributes, excluded));
    }

    @POST
    public Response create(
            @Nullable String body,
            @QueryParam("attributes") @Size(max = 1000) @Nullable String attributes,
            @QueryParam("excludedAttributes") @Size(max = 1000) @Nullable String excluded) {
        return answers.answer(
                caller,
                actor -> answers.resource(
                        201, ScimResources.user(users.create(answers.read(body), actor)), attributes, excluded));
    }

    @GET
    @Path("/{id}")
    public Response one(
            @PathParam("id") String id,
            @QueryParam("attributes") @Size(max = 1000) @Nullable String attributes,
            @QueryParam("excludedAttributes") @Size(max = 1000) @Nullable String excluded) {
        return answers.answer(
                caller, actor -> answers.resource(200, ScimResources.user(users.one(uuid(id))), attributes, excluded));
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") String id,
            @Nullable String body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @QueryParam("attributes") @Size(max = 1000) @Nullable String attributes,
            @QueryParam("excludedAttributes") @Size(max = 1000) @Nullable String excluded) {
        return answers.answer(caller, actor -> {
            var after = users.replace(uuid(id), answers.read(body), EntityTag.ifMatch(ifMatch), actor);
            return answers.resource(200, ScimResources.user(after), attributes, excluded);
        });
    }

    @PATCH
    @Path("/{id}")
    public Response patch(
            @PathParam("id") String id,
            @Nullable String body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @QueryParam("attributes") @Size(max = 1000) @Nullable String attributes,
            @QueryParam("excludedAttributes") @Size(max = 1000) @Nullable String excluded) {
        return answers.answer(caller, actor -> {
            List<Operation> operations = Operation.read(answers.read(body));
            var after = users.patch(uuid(id), operations, EntityTag.ifMatch(ifMatch), actor);
            return answers.resource(200, ScimResources.user(after), attributes, excluded);
        });
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answers.answer(caller, actor -> {
            users.remove(uuid(id), EntityTag.ifMatch(ifMatch), actor);
            return Response.noContent().build();
        });
    }

    private static UUID uuid(String id) throws ScimRefusal {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ScimRefusal.absent();
        }
    }
}
