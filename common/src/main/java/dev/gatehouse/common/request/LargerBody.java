package dev.gatehouse.common.request;

import io.vertx.core.http.HttpServerRequest;

/**
 * A call whose body may be larger than {@link RequestBounds} allows all others. A service produces a bean for each.
 *
 * @param path in this spelling and no other
 * @param maxBytes no more than quarkus.http.limits.max-body-size of the service
 */
public record LargerBody(String method, String path, int maxBytes) {
    boolean is(HttpServerRequest request) {
        return request.method().name().equals(method) && path.equals(request.path());
    }
}
