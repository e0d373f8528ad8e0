package dev.gatehouse.common.request;

import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.ProblemAnswers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses what is too large or cannot be read, in the form of a problem, and bounds how long an answer may take. */
@ApplicationScoped
public class RequestBounds {
    /** Bytes; the same figure as quarkus.http.limits.max-body-size, but where a service has a {@link StreamedPath} or a {@link LargerBody}. */
    private static final int MAX_BODY = 64 * 1024;
    /** So much of a refused body is read on, for a client or a proxy that only listens once it has sent all. */
    private static final int MAX_DRAINED = 16 * 1024 * 1024;

    private static final int BEFORE_ALL_ELSE = 1000;

    private final ProblemAnswers answers;
    private final List<StreamedPath> streamed;
    private final List<LargerBody> larger;
    private final long deadlineMillis;

    RequestBounds(
            ProblemAnswers answers,
            Instance<StreamedPath> streamed,
            Instance<LargerBody> larger,
            RequestConfig config) {
        this.answers = answers;
        this.streamed = streamed.stream().toList();
        this.larger = larger.stream().toList();
        deadlineMillis = config.deadline().toMillis();
    }

    void first(@Observes Filters filters) {
        filters.register(this::hold, BEFORE_ALL_ELSE);
    }

    private void hold(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if ((chunked || (length != null && !length.equals("0")))
                && !MediaTypes.readable(request.getHeader("Content-Type"))) {
            // Else a body of no known type would be read as whatever the resource likes.
            request.headers().set("Content-Type", MediaTypes.UNKNOWN);
        }
        for (StreamedPath path : streamed) {
            if (path.is(request)) {
                passOn(context, request, length, path);
                return;
            }
        }
        setDeadline(context);
        int most = most(request);
        if (length != null && tooLarge(length, most)) {
            context.response().putHeader("Connection", "close");
            answers.send(context, tooLarge(most));
        } else if (chunked) {
            readChunks(context, request, most);
        } else {
            context.next();
        }
    }

    /** Bytes. */
    private int most(HttpServerRequest request) {
        for (LargerBody call : larger) {
            if (call.is(request)) {
                return call.maxBytes();
            }
        }
        return MAX_BODY;
    }

    /** The resource reads the body itself; what it leaves unread, because it refuses the call, is let go by here. */
    private void passOn(RoutingContext context, HttpServerRequest request, @Nullable String length, StreamedPath path) {
        if (length != null && tooLarge(length, path.maxBytes())) {
            context.response().putHeader("Connection", "close");
            answers.send(
                    context,
                    Problem.of(413, "body_too_large", "The body is larger than " + path.maxBytes() + " bytes."));
            return;
        }
        context.addEndHandler(ended -> {
            if (!request.isEnded()) {
                letGoBy(request);
            }
        });
        context.next();
    }

    private static void letGoBy(HttpServerRequest request) {
        long[] drained = {0};
        request.handler(chunk -> {
            drained[0] += chunk.length();
            if (drained[0] > MAX_DRAINED) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private void setDeadline(RoutingContext context) {
        // A timer runs on a context of its own, which does not know whose request it is.
        Context own = context.vertx().getOrCreateContext();
        long timer = context.vertx()
                .setTimer(
                        deadlineMillis,
                        id -> own.runOnContext(ignored -> answers.send(
                                context,
                                Problem.of(503, "unavailable", "A part of Gatehouse is away; please try again."))));
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    /** A body that does not say its length is read here, so that what is too large is refused like any other. */
    private void readChunks(RoutingContext context, HttpServerRequest request, int most) {
        Buffer body = Buffer.buffer();
        long[] drained = {0};
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= most && drained[0] == 0) {
                body.appendBuffer(chunk);
                return;
            }
            drained[0] += chunk.length();
            answers.send(context, tooLarge(most));
            if (drained[0] > MAX_DRAINED) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {
            if (drained[0] == 0) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
    }

    private static Problem tooLarge(int most) {
        return Problem.of(413, "body_too_large", "The body is larger than " + most / 1024 + " KiB.");
    }

    private static boolean tooLarge(String length, long most) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
