package dev.gatehouse.common.problem;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Puts a page in place of a problem for whoever opened an address in a browser; status and other headers stay. */
public class PageForReaders {
    private final Instance<ProblemPage> page;

    PageForReaders(Instance<ProblemPage> page) {
        this.page = page;
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.getStatus() < 400
                || page.isUnsatisfied()
                || !AcceptHeader.prefersHtml(request.getHeaderString(HttpHeaders.ACCEPT))) {
            return;
        }
        Problem problem = problem(answer);
        if (problem == null) {
            return;
        }
        Response shown = page.get().of(problem, answer.getHeaderString(HttpHeaders.RETRY_AFTER));
        shown.getHeaders().forEach((name, values) -> answer.getHeaders().put(name, values));
        answer.setEntity(shown.getEntity(), new Annotation[0], shown.getMediaType());
    }

    /** Null where the answer is something else. What {@code /verify} says is passed on as text. */
    private static @Nullable Problem problem(ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Problem problem) {
            return problem;
        }
        boolean passedOn = answer.getEntity() instanceof String
                && answer.getMediaType() != null
                && Problem.mediaType().isCompatible(answer.getMediaType());
        return passedOn ? Problem.of(answer.getStatus(), code((String) answer.getEntity()), "") : null;
    }

    private static String code(String json) {
        try {
            return new JsonObject(json).getValue("code") instanceof String code ? code : "error";
        } catch (DecodeException e) {
            return "error";
        }
    }
}
