package dev.gatehouse.token.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The public keys (RFC 7517, section 5), for whoever verifies our JWTs. */
@Path("/.well-known/jwks.json")
public class JwksResource {
    private final KeyRing ring;
    private final ObjectMapper json;
    private final long maxAge;

    JwksResource(KeyRing ring, ObjectMapper json, KeysConfig config) {
        this.ring = ring;
        this.json = json;
        maxAge = config.jwksMaxAge().toSeconds();
    }

    /** A JWK set. */
    @RegisterForReflection
    public record Jwks(List<Map<String, Object>> keys) {}

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys(@Context Request request) {
        String keys = written(new Jwks(ring.published()));
        var tag = new EntityTag(Secrets.sha256(keys));
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known == null ? Response.ok(keys) : known)
                .tag(tag)
                .header("Cache-Control", "public, max-age=" + maxAge)
                // Clients in browsers verify ID tokens too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private String written(Jwks keys) {
        try {
            return json.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the published keys cannot be written as JSON", e);
        }
    }
}
