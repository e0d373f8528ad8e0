package dev.gatehouse.common.peer;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.requester.Requester;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses every call under {@code /internal} that does not carry a valid service token. */
public class InternalGuard {
    private final ServiceTokens tokens;

    InternalGuard(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** Runs once a resource is matched, so that no spelling of the path gets round it. */
    @ServerRequestFilter(nonBlocking = true)
    public @Nullable Response check(ContainerRequestContext request, HttpServerRequest http) {
        if (!internal(request.getUriInfo().getPath())) {
            return null;
        }
        String header = request.getHeaderString("Authorization");
        if (header != null && header.startsWith("Bearer ") && tokens.accepts(header.substring("Bearer ".length()))) {
            Requester.told(http.headers()).adopt();
            return null;
        }
        return Problem.of(Response.Status.UNAUTHORIZED, "unauthorized", "Only Gatehouse's own services may call this.")
                .builder()
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    /** However many slashes come first. */
    static boolean internal(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.startsWith("internal", start);
    }
}
