package dev.gatehouse.common.request;

import io.vertx.core.http.HttpServerRequest;

/**
 * An exception from the bounds of {@link RequestBounds}: a call whose body is read as it comes, and that takes as long as
 * it takes. The resource has to see to it that neither goes on for ever. A service produces a bean for each.
 *
 * @param path in this spelling and no other
 * @param maxBytes of the body; also of one that does not say its length, if quarkus.http.limits.max-body-size is the same
 */
public record StreamedPath(String method, String path, long maxBytes) {
    boolean is(HttpServerRequest request) {
        return request.method().name().equals(method) && path.equals(request.path());
    }
}
