package dev.gatehouse.identity.scim;

import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.request.EntityTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

    @GET
    public Response list(@BeanParam ListParameters asked) {
        return answers.answer(caller, actor -> page(asked.query()));
    }

    /** As {@link #list}, with what is asked for in the body: names and addresses stay out of logs of addresses. */
    @POST
    @Path("/.search")
    public Response search(@Nullable String body) {
        return answers.answer(caller, actor -> page(ScimQuery.of(answers.read(body))));
    }

    private Response page(ScimQuery query) throws ScimRefusal {
        return answers.page(users.page(query), query.selection());
    }

    @POST
    public Response create(
            @Nullable String body,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        return answers.answer(
                caller,
                actor -> answers.resource(
                        201,
                        ScimResources.user(users.create(answers.read(body), actor)),
                        Selection.of(attributes, excluded)));
    }

    @GET
    @Path("/{id}")
    public Response one(
            @PathParam("id") String id,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        return answers.answer(
                caller,
                actor -> answers.resource(
                        200, ScimResources.user(users.one(uuid(id))), Selection.of(attributes, excluded)));
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") String id,
            @Nullable String body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        return answers.answer(caller, actor -> {
            var after = users.replace(uuid(id), answers.read(body), EntityTag.ifMatch(ifMatch), actor);
            return answers.resource(200, ScimResources.user(after), Selection.of(attributes, excluded));
        });
    }

    @PATCH
    @Path("/{id}")
    public Response patch(
            @PathParam("id") String id,
            @Nullable String body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @QueryParam("attributes") @Nullable String attributes,
            @QueryParam("excludedAttributes") @Nullable String excluded) {
        return answers.answer(caller, actor -> {
            List<Operation> operations = Operation.read(answers.read(body));
            var after = users.patch(uuid(id), operations, EntityTag.ifMatch(ifMatch), actor);
            return answers.resource(200, ScimResources.user(after), Selection.of(attributes, excluded));
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
