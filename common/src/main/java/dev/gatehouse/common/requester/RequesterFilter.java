package dev.gatehouse.common.requester;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Notes where each request comes from, and names it in the answer. */
@Singleton
class RequesterFilter {
    private static final int BEFORE_ALL_ELSE = 1100;

    void first(@Observes Filters filters) {
        filters.register(RequesterFilter::note, BEFORE_ALL_ELSE);
    }

    private static void note(RoutingContext context) {
        var remote = context.request().remoteAddress();
        Requester requester = Requester.of(
                remote == null ? null : remote.hostAddress(),
                context.request().query(),
                context.request().headers());
        requester.adopt();
        context.response().putHeader(Requester.REQUEST_ID, requester.requestId());
        context.next();
    }
}
