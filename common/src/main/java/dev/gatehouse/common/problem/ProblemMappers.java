package dev.gatehouse.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Turns what escapes a resource into a problem; nothing of an exception but what the caller did wrong gets out. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** 4xx that the framework decides: no such route, wrong method, wrong content type, unreadable body. */
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response framework(WebApplicationException e, ServerRequestContext request, RoutingContext call) {
        if (e.getResponse().hasEntity()
                && Problem.mediaType().isCompatible(e.getResponse().getMediaType())) {
            return e.getResponse();
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return malformed(json);
            }
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e, call);
        }
        var answer = Problem.of(status, code(status), detail(status)).builder();
        return status == 405 && request instanceof ResteasyReactiveRequestContext routed
                ? answer.header(HttpHeaders.ALLOW, AllowedMethods.of(routed)).build()
                : answer.build();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response malformed(JsonProcessingException e) {
        var at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return Problem.of(
                        Response.Status.BAD_REQUEST,
                        "malformed_json",
                        "The body is not the JSON expected here" + where + ".")
                .response();
    }

    /** JSON of the wrong shape; named here because Quarkus has a mapper of its own for it, which is no problem. */
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response mismatched(MismatchedInputException e) {
        return malformed(e);
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response invalid(ConstraintViolationException e) {
        var violations = e.getConstraintViolations().stream()
                .map(Problem.Violation::of)
                .sorted(java.util.Comparator.comparing(Problem.Violation::field))
                .toList();
        return Problem.of(Response.Status.BAD_REQUEST, "invalid_request", "Some fields are missing or out of bounds.")
                .withViolations(violations)
                .response();
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response peer(PeerAway e) {
        LOG.warnf("a peer is away: %s", e.getMessage());
        return Problem.unavailable();
    }

    /** What the Redis client throws where a connection breaks off is no Exception. */
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response anything(Throwable e, RoutingContext call) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (Outage.is(cause)) {
                LOG.warnf("a backing server is away: %s", cause.getMessage());
                return Problem.unavailable();
            }
            if (cause instanceof JsonProcessingException json) {
                return malformed(json);
            }
        }
        return unexpected(e, call);
    }

    private static Response unexpected(Throwable e, RoutingContext call) {
        // By the id that the answer has, and a reader may quote.
        LOG.errorf(e, "unexpected, in request %s", call.response().headers().get("X-Request-Id"));
        return Problem.of(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "unexpected",
                        "Something went wrong here; it was logged.")
                .response();
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "invalid_request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "body_too_large";
            case 415 -> "unsupported_media_type";
            default -> "error";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take that method; see the Allow header.";
            case 406 -> "None of the media types in Accept can be given.";
            case 413 -> "The body is larger than 64 KiB.";
            case 415 -> "The Content-Type is not one that this path reads.";
            default -> "The request was refused.";
        };
    }
}
