package dev.gatehouse.token.verify;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.ProblemAnswers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Keeps {@code /verify/{path}} from being the question about something else: routes are found by the normalized path (RFC
 * 3986, section 5.2.4), so a caller's {@code ..} would lead out of it, to a resource that says 200 to everybody. What is
 * refused here an API might read either way.
 */
@Singleton
public class VerifyPathFilter {
    private static final String PREFIX = "/verify/";
    private static final int BEFORE_ROUTES = 900;
    private final ProblemAnswers answers;

    VerifyPathFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    void first(@Observes Filters filters) {
        filters.register(this::hold, BEFORE_ROUTES);
    }

    private void hold(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.startsWith(PREFIX) && !plain(path, context.normalizedPath())) {
            answers.send(
                    context,
                    Problem.of(400, "ambiguous_path", "The path has segments that are another path to some servers."));
        } else {
            context.next();
        }
    }

    /** Whether no dot segment was resolved: as many segments are left as there were. */
    private static boolean plain(String path, String normalized) {
        return normalized.startsWith(PREFIX) && segments(path) == segments(normalized);
    }

    /** Empty ones, which are resolved by some, do not count. */
    private static int segments(String path) {
        int found = 0;
        for (int i = 1; i < path.length(); i++) {
            if (path.charAt(i) != '/' && path.charAt(i - 1) == '/') {
                found++;
            }
        }
        return found;
    }
}
