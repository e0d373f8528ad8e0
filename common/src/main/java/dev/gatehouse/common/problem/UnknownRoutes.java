package dev.gatehouse.common.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A problem for what no resource takes. */
@ApplicationScoped
public class UnknownRoutes {
    private final ProblemAnswers answers;

    UnknownRoutes(ProblemAnswers answers) {
        this.answers = answers;
    }

    void last(@Observes Router router) {
        router.route()
                .last()
                .handler(call -> answers.send(call, Problem.of(404, "not_found", "There is nothing at this path.")));
    }
}
