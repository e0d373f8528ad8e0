package dev.gatehouse.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problems for what never reaches a resource: an unknown route, and a body that says it is too large. */
@ApplicationScoped
public class UnknownRoutes {
    /** Bytes; the same figure as quarkus.http.limits.max-body-size, which cuts off bodies without a length. */
    private static final long MAX_BODY = 64 * 1024;

    private static final int BEFORE_ALL_ELSE = 1000;
    private final ObjectMapper json;

    UnknownRoutes(ObjectMapper json) {
        this.json = json;
    }

    void last(@Observes Router router) {
        router.route().last().handler(c -> answer(c, Problem.of(404, "not_found", "There is nothing at this path.")));
    }

    void first(@Observes Filters filters) {
        filters.register(this::refuseLargeBodies, BEFORE_ALL_ELSE);
    }

    private void refuseLargeBodies(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length != null && tooLarge(length)) {
            context.response().putHeader("Connection", "close");
            answer(context, Problem.of(413, "body_too_large", "The body is larger than 64 KiB."));
        } else {
            context.next();
        }
    }

    private static boolean tooLarge(String length) {
        try {
            return Long.parseLong(length) > MAX_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private void answer(RoutingContext context, Problem problem) {
        if (context.response().ended()) {
            return;
        }
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
