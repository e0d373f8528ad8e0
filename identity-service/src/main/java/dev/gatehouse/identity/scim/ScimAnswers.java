package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.scope.Scope;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
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
    Response resource(int status, ObjectNode resource, @Nullable String attributes, @Nullable String excluded) {
        String version = resource.path("meta").path("version").asText();
        String location = base + resource.path("meta").path("location").asText();
        var response = response(status, ScimResources.shown(located(resource), attributes, excluded));
        if (!version.isEmpty()) {
            response.header("ETag", version);
        }
        return status == 201 ? response.location(URI.create(location)).build() : response.build();
    }

    Response page(ScimPage page, @Nullable String attributes, @Nullable String excluded) {
        ObjectNode list = JSON.objectNode();
        list.putArray("schemas").add(MESSAGES + "ListResponse");
        list.put("totalResults", page.total());
        list.put("startIndex", page.start());
        list.put("itemsPerPage", page.resources().size());
        ArrayNode resources = list.putArray("Resources");
        page.resources().forEach(each -> resources.add(ScimResources.shown(located(each), attributes, excluded)));
        return response(200, list).build();
    }

    Response list(List<ObjectNode> resources) {
        return page(new ScimPage(resources.size(), 1, resources), null, null);
    }

    private ObjectNode located(ObjectNode resource) {
        if (resource.get("meta") instanceof ObjectNode meta) {
            String path = meta.path("location").asText();
            meta.put("location", path.startsWith("/") ? base + path : path);
        }
        return resource;
    }

    private Response.ResponseBuilder response(int status, ObjectNode body) {
        return Response.status(status).type(MEDIA_TYPE).entity(body.toString()).header("Cache-Control", "no-store");
    }
}
