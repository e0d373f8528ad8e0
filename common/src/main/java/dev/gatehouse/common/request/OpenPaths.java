package dev.gatehouse.common.request;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Set;

/** Tells browsers which paths scripts of other origins may call; before anything that refuses, for they read that, too. */
@Singleton
public class OpenPaths {
    private static final int BEFORE_BOUNDS = 1050;
    private static final int KNOWN_SECONDS = 3600;
    private final Set<String> paths;
    private final CorsHandler handler = CorsHandler.create()
            .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
            .allowedHeaders(Set.of("Authorization", "Content-Type", "DPoP"))
            .exposedHeaders(Set.of("WWW-Authenticate", "DPoP-Nonce", "Retry-After"))
            .maxAgeSeconds(KNOWN_SECONDS);

    OpenPaths(Instance<OpenPath> paths) {
        this.paths = paths.stream().map(OpenPath::path).collect(toUnmodifiableSet());
    }

    void first(@Observes Filters filters) {
        filters.register(this::tell, BEFORE_BOUNDS);
    }

    private void tell(RoutingContext context) {
        if (context.request().getHeader("Origin") != null
                && paths.contains(context.request().path())) {
            handler.handle(context);
        } else {
            context.next();
        }
    }
}
