package dev.gatehouse.common.caller;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks {@code /verify} before an endpoint marked {@link RequiresCaller} runs, and passes its refusals on unchanged. */
public class CallerFilter {
    private final VerifyEndpoint endpoint;
    private final CurrentCaller current;

    CallerFilter(VerifyEndpoint endpoint, CurrentCaller current) {
        this.endpoint = endpoint;
        this.current = current;
    }

    @RequiresCaller
    @ServerRequestFilter(nonBlocking = true)
    public Uni<@Nullable Response> ask(ContainerRequestContext request) {
        return endpoint.verify(
                        request.getHeaderString(HttpHeaders.AUTHORIZATION),
                        request.getHeaderString(HttpHeaders.COOKIE),
                        request.getHeaderString("X-CSRF-Token"),
                        request.getHeaderString("Origin"),
                        request.getMethod(),
                        null)
                .map(this::admit);
    }

    private @Nullable Response admit(Response answer) {
        if (answer.getStatus() != 200) {
            return pass(answer);
        }
        String subject = answer.getHeaderString("X-Auth-Subject");
        String method = answer.getHeaderString("X-Auth-Method");
        if (subject == null || method == null) {
            throw new IllegalStateException("/verify answered 200 without a subject");
        }
        current.set(new Caller(
                subject,
                answer.getHeaderString("X-Auth-Username"),
                answer.getHeaderString("X-Auth-Client"),
                Scope.parse(answer.getHeaderString("X-Auth-Scope")),
                method,
                answer.getHeaderString("X-Auth-Session")));
        return null;
    }

    private static Response pass(Response answer) {
        if (answer.getStatus() != 401 && answer.getStatus() != 403) {
            return Problem.unavailable();
        }
        var builder = Response.status(answer.getStatus())
                .type(Problem.MEDIA_TYPE)
                .entity(answer.readEntity(String.class))
                .header("Cache-Control", "no-store");
        for (Object challenge : answer.getStringHeaders().getOrDefault("WWW-Authenticate", java.util.List.of())) {
            builder.header("WWW-Authenticate", challenge);
        }
        return builder.build();
    }
}
