package dev.gatehouse.common.origin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Notes where each request comes from, and names it in the answer. */
@Singleton
class OriginFilter {
    private static final int BEFORE_ALL_ELSE = 1100;

    void first(@Observes Filters filters) {
        filters.register(OriginFilter::note, BEFORE_ALL_ELSE);
    }

    private static void note(RoutingContext context) {
        var remote = context.request().remoteAddress();
        Origin origin = Origin.of(
                remote == null ? null : remote.hostAddress(), context.request().headers());
        origin.adopt();
        context.response().putHeader(Origin.REQUEST_ID, origin.requestId());
        context.next();
    }
}
