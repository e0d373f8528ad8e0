package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.request.WholeCharacters;
import dev.gatehouse.common.scope.Scope;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads what provisioning clients send, and answers them. */
@Singleton
class ScimAnswers {
    static final String MEDIA_TYPE = "application/scim+json";
    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final ObjectMapper json;
    private final String base;

    ScimAnswers(ObjectMapper json, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.json = json;
        this.base = issuer + "/scim/v2";
    }

    /** One call's work. */
    interface Work {
        Response answer(String actor) throws ScimRefusal;
    }

    /** Does the work for a caller who may provision, and tells refusals in SCIM's own form. */
    Response answer(CurrentCaller current, Work work) {
        try {
            Caller caller = current.get();
            if (!caller.scope().has(Scope.SCIM)) {
                throw new ScimRefusal(403, "", "This needs the scope " + Scope.SCIM + ".");
            }
            return work.answer(caller.subject());
        } catch (ScimRefusal e) {
            ObjectNode error = JSON.objectNode();
            error.putArray("schemas").add(MESSAGES + "Error");
            error.put("status", String.valueOf(e.status()));
            if (!e.type().isEmpty()) {
                error.put("scimType", e.type());
            }
            error.put("detail", e.detail());
            return response(e.status(), error).build();
        }
    }

    /** A body's object, with names as the RFC writes them. */
    ObjectNode read(@Nullable String body) throws ScimRefusal {
        if (body != null && !WholeCharacters.in(body)) {
            throw ScimRefusal.value("the body has half a character in it");
        }
        try {
            JsonNode node = body == null ? JSON.missingNode() : json.readTree(body);
            if (Attributes.canonical(node) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ScimRefusal.syntax("the body is not JSON");
        }
        throw ScimRefusal.syntax("the body must be an object");
    }

    /** @param status 200 or 201 */
    Response resource(int status, ObjectNode resource, Selection selection) {
        String version = resource.path("meta").path("version").asText();
        String location = base + resource.path("meta").path("location").asText();
        var response = response(status, selection.of(located(resource)));
        if (!version.isEmpty()) {
            response.header("ETag", version);
        }
        return status == 201 ? response.location(URI.create(location)).build() : response.build();
    }

    /** That it was changed, and to which version; what it is now is not said. */
    Response changed(long version) {
        return Response.noContent()
                .header("ETag", EntityTag.of(version))
                .header("Cache-Control", "no-store")
                .build();
    }

    Response page(ScimPage page, Selection selection) {
        ObjectNode list = JSON.objectNode();
        list.putArray("schemas").add(MESSAGES + "ListResponse");
        list.put("totalResults", page.total());
        list.put("startIndex", page.start());
        list.put("itemsPerPage", page.resources().size());
        ArrayNode resources = list.putArray("Resources");
        page.resources().forEach(each -> resources.add(selection.of(located(each))));
        return response(200, list).build();
    }

    Response list(List<ObjectNode> resources) {
        return page(new ScimPage(resources.size(), 1, resources), Selection.ALL);
    }

    private ObjectNode located(ObjectNode resource) {
        if (resource.get("meta") instanceof ObjectNode meta) {
            String path = meta.path("location").asText();
            meta.put("location", path.startsWith("/") ? base + path : path);
        }
        return resource;
    }

    /** The body is written as it is made: {@link Members} of a group are read meanwhile. */
    private Response.ResponseBuilder response(int status, ObjectNode body) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity((StreamingOutput) out -> write(body, out))
                .header("Cache-Control", "no-store");
    }

    /** Closed only where all was written: what breaks off is no answer, and as one it could be taken for the whole. */
    private void write(ObjectNode body, OutputStream out) throws IOException {
        try {
            json.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, body);
        } catch (JsonMappingException e) {
            // Thrown while members were read, and wrapped by Jackson.
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        out.close();
    }
}
