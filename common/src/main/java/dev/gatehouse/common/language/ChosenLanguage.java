package dev.gatehouse.common.language;

import dev.gatehouse.common.requester.Languages;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the browser keep the language that its user chose on a page of ours, so that the next page is in it, too. */
@Singleton
class ChosenLanguage {
    private static final int BEFORE_ALL_ELSE = 1050;
    /** A year, in seconds. */
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000";

    void first(@Observes Filters filters) {
        filters.register(ChosenLanguage::keep, BEFORE_ALL_ELSE);
    }

    private static void keep(RoutingContext context) {
        String asked = Languages.asked(context.request().query());
        // What an application asks for is for its own request alone.
        boolean byTheUser = asked != null
                && context.request().method() == HttpMethod.GET
                && "same-origin".equals(context.request().getHeader("Sec-Fetch-Site"));
        if (byTheUser) {
            Language.match(asked)
                    .ifPresent(language -> context.addHeadersEndHandler(ignored -> {
                        String type = context.response().headers().get("Content-Type");
                        if (type != null && type.startsWith("text/html")) {
                            context.response()
                                    .headers()
                                    .add("Set-Cookie", Languages.COOKIE + "=" + language.tag() + ATTRIBUTES);
                        }
                    }));
        }
        context.next();
    }
}
