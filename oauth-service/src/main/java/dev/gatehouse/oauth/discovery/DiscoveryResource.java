package dev.gatehouse.oauth.discovery;

import dev.gatehouse.oauth.algorithm.Algorithms;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Metadata (OpenID Connect Discovery, section 4; RFC 8414, section 3): only what is there. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public class DiscoveryResource {
    private final String issuer;
    private final Algorithms algorithms;
    private final List<Advertised> rooms;

    DiscoveryResource(
            @ConfigProperty(name = "gatehouse.issuer") String issuer,
            Algorithms algorithms,
            @All List<Advertised> rooms) {
        this.rooms = rooms;
        this.issuer = issuer;
        this.algorithms = algorithms;
    }

    @GET
    @Path("/openid-configuration")
    public Uni<Response> openid() {
        return answer(UnaryOperator.identity());
    }

    @GET
    @Path("/oauth-authorization-server")
    public Uni<Response> oauth() {
        return answer(UnaryOperator.identity());
    }

    /** Of Gatehouse's own API (RFC 9728, section 3). */
    @GET
    @Path("/oauth-protected-resource")
    public Uni<Response> api() {
        return answer(server -> ProtectedApi.metadata(issuer, server));
    }

    private Uni<Response> answer(UnaryOperator<Map<String, Object>> told) {
        return algorithms
                .names()
                .map(names -> Response.ok(told.apply(metadata(names)))
                        .header("Cache-Control", "public, max-age=300")
                        // Browser applications of any origin read it.
                        .header("Access-Control-Allow-Origin", "*")
                        .build());
    }

    private Map<String, Object> metadata(List<String> names) {
        var metadata = new Metadata(issuer, names);
        metadata.endpoint("jwks_uri", "/.well-known/jwks.json");
        metadata.add("id_token_signing_alg_values_supported", names);
        rooms.forEach(room -> room.addTo(metadata));
        return metadata.all();
    }
}
