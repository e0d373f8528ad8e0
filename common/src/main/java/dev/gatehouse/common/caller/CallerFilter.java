package dev.gatehouse.common.caller;

import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
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
        return endpoint.verify(request).map(this::admit);
    }

    private @Nullable Response admit(Peer.Answer answer) {
        if (answer.status() != 200) {
            return pass(answer);
        }
        String subject = answer.headers().get("X-Auth-Subject");
        String method = answer.headers().get("X-Auth-Method");
        if (subject == null || method == null) {
            throw new IllegalStateException("/verify answered 200 without a subject");
        }
        current.set(new Caller(
                subject,
                answer.headers().get("X-Auth-Username"),
                answer.headers().get("X-Auth-Client"),
                Scope.parse(answer.headers().get("X-Auth-Scope")),
                method,
                answer.headers().get("X-Auth-Session")));
        return null;
    }

    private static Response pass(Peer.Answer answer) {
        if (answer.status() != 401 && answer.status() != 403) {
            return Problem.unavailable();
        }
        var builder = Response.status(answer.status())
                .type(Problem.MEDIA_TYPE)
                .entity(answer.body().toString())
                .header("Cache-Control", "no-store");
        for (String challenge : answer.headers().getAll("WWW-Authenticate")) {
            builder.header("WWW-Authenticate", challenge);
        }
        return builder.build();
    }
}
