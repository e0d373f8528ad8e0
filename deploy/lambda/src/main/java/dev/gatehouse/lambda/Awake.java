package dev.gatehouse.lambda;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Between calls a function is frozen, and work that nobody calls for stands still: a schedule calls this, and for as long as
 * it is not answered that work goes on. No route leads to it from outside.
 */
@Singleton
class Awake {
    private static final String PATH = "/awake";
    private final LambdaConfig config;
    private final Vertx vertx;

    Awake(LambdaConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    void route(@Observes Router router) {
        router.route(HttpMethod.POST, PATH)
                .handler(context -> vertx.setTimer(
                        config.awake().toMillis(),
                        ignored -> context.response().setStatusCode(204).end()));
    }
}
