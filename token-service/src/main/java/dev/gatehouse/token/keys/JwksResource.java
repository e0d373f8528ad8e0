package dev.gatehouse.token.keys;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The public keys (RFC 7517, section 5), for whoever verifies our JWTs. */
@Path("/.well-known/jwks.json")
public class JwksResource {
    private final KeyRing ring;
    private final long maxAge;

    JwksResource(KeyRing ring, KeysConfig config) {
        this.ring = ring;
        maxAge = config.jwksMaxAge().toSeconds();
    }

    /** A JWK set. */
    @RegisterForReflection
    public record Jwks(List<Map<String, Object>> keys) {}

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys() {
        return Response.ok(new Jwks(ring.published()))
                .header("Cache-Control", "public, max-age=" + maxAge)
                // Clients in browsers verify ID tokens too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
