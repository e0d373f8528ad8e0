package dev.gatehouse.common.problem;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Shows a problem to a person. Services with pages have one; where there is none, everybody has JSON. */
public interface ProblemPage {
    /**
     * The page of the request at hand.
     *
     * @param retryAfter seconds, as the header of that name has them; null where the problem says nothing of it
     * @return of the problem's status, with the headers that go with a page
     */
    Response of(Problem problem, @Nullable String retryAfter);
}
