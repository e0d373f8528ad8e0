package dev.gatehouse.common.problem;

import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** The methods that a path takes, for the Allow header that a 405 must have (RFC 9110, section 15.5.6). */
final class AllowedMethods {
    private AllowedMethods() {}

    /** As a header's value. Quarkus tells only OPTIONS, so this asks its routing tables as that does. */
    static String of(ResteasyReactiveRequestContext request) {
        var methods = new TreeSet<String>();
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        String path = request.getPathWithoutPrefix();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            collect(match.value, match.remaining.isEmpty() ? "/" : match.remaining, methods);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static void collect(InitialMatch match, String remaining, TreeSet<String> methods) {
        for (ServerRestHandler handler : match.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                routing.getMappers().forEach((method, mapper) -> {
                    if (method != null && mapper.map(remaining) != null) {
                        methods.add(method);
                    }
                });
            }
        }
    }
}
