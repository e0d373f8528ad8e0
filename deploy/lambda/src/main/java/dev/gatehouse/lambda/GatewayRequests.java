package dev.gatehouse.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes of a call what the proxy in front makes of it elsewhere. An HTTP API adds the caller's address to whatever
 * X-Forwarded-For the caller itself sent; and the values of headers come cut at their commas, although most of them are one.
 */
@Singleton
class GatewayRequests {
    /** Before common's filters, and before anything has asked whence the call comes. */
    private static final int BEFORE_ALL_ELSE = 2000;

    /** What only the proxy in front may say. */
    private static final List<String> SAID_BY_PROXIES = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl");

    private final URI issuer;

    GatewayRequests(@ConfigProperty(name = "gatehouse.issuer") URI issuer) {
        this.issuer = issuer;
    }

    void first(@Observes Filters filters) {
        filters.register(this::mend, BEFORE_ALL_ELSE);
    }

    private void mend(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (headers instanceof QuarkusHttpHeaders quarkus) {
            APIGatewayV2HTTPEvent event = quarkus.getContextObject(APIGatewayV2HTTPEvent.class);
            if (event != null) {
                mend(headers, event);
            }
        }
        context.next();
    }

    private void mend(MultiMap headers, APIGatewayV2HTTPEvent event) {
        if (event.getHeaders() != null) {
            event.getHeaders().forEach((name, value) -> {
                if (value != null) {
                    headers.set(name, value);
                }
            });
        }
        if (event.getCookies() != null && !event.getCookies().isEmpty()) {
            headers.set("Cookie", String.join("; ", event.getCookies()));
        }
        SAID_BY_PROXIES.forEach(headers::remove);
        headers.set("X-Forwarded-For", event.getRequestContext().getHttp().getSourceIp());
        headers.set("X-Forwarded-Proto", issuer.getScheme());
        headers.set("X-Forwarded-Host", issuer.getAuthority());
    }
}
