package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What can be provisioned, and how (RFC 7644, section 4). */
@Path("/scim/v2")
@RunOnVirtualThread
@RequiresCaller
@Produces({ScimAnswers.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ScimDiscoveryResource {
    private final ScimAnswers answers;
    private final ObjectMapper json;
    private final CurrentCaller caller;

    ScimDiscoveryResource(ScimAnswers answers, ObjectMapper json, CurrentCaller caller) {
        this.answers = answers;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Path("/ServiceProviderConfig")
    public Response config() {
        return answers.answer(
                caller,
                actor -> answers.resource(200, read("service-provider-config").getFirst(), Selection.ALL));
    }

    @GET
    @Path("/ResourceTypes")
    public Response types() {
        return answers.answer(caller, actor -> answers.list(read("resource-types")));
    }

    @GET
    @Path("/ResourceTypes/{id}")
    public Response type(@PathParam("id") String id) {
        return answers.answer(caller, actor -> answers.resource(200, one("resource-types", id), Selection.ALL));
    }

    @GET
    @Path("/Schemas")
    public Response schemas() {
        return answers.answer(caller, actor -> answers.list(read("schemas")));
    }

    @GET
    @Path("/Schemas/{id}")
    public Response schema(@PathParam("id") String id) {
        return answers.answer(caller, actor -> answers.resource(200, one("schemas", id), Selection.ALL));
    }

    private ObjectNode one(String file, String id) throws ScimRefusal {
        return read(file).stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(ScimRefusal::absent);
    }

    private List<ObjectNode> read(String file) {
        try (InputStream in = ScimDiscoveryResource.class.getResourceAsStream("/scim/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException(file + ".json is not packaged");
            }
            JsonNode tree = json.readTree(in);
            var all = new ArrayList<ObjectNode>();
            (tree.isArray() ? tree : List.of(tree)).forEach(each -> all.add((ObjectNode) each));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
