package dev.gatehouse.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Sends problems for calls that do not reach a resource. */
@Singleton
public class ProblemAnswers {
    private final ObjectMapper json;
    private final Instance<ProblemPage> page;

    ProblemAnswers(ObjectMapper json, Instance<ProblemPage> page) {
        this.json = json;
        this.page = page;
    }

    /** Ends the call with {@code problem}; nothing happens where it was answered already. */
    public void send(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.status());
        if (problem.status() == 503) {
            response.putHeader("Retry-After", Problem.RETRY_AFTER);
        }
        String accept = String.join(",", context.request().headers().getAll("Accept"));
        if (page.isResolvable() && AcceptHeader.prefersHtml(accept)) {
            show(context, page.get().of(problem, response.headers().get("Retry-After")));
            return;
        }
        try {
            response.putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    private static void show(RoutingContext context, Response page) {
        page.getStringHeaders().forEach((name, values) -> context.response().putHeader(name, values));
        context.response().end(String.valueOf(page.getEntity()));
    }
}
