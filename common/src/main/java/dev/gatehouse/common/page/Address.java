package dev.gatehouse.common.page;

import dev.gatehouse.common.requester.Languages;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the page at hand is.
 *
 * @param path of the request
 * @param query what leads there once more, but for the language: a reference of a query alone (RFC 3986, section 4.2), so that
 *     it stays on the page whatever its path looks like; null where a GET would not do
 */
record Address(String path, @Nullable String query) {
    private static final String KEY = "dev.gatehouse.page.address";
    private static final int LONGEST = 4096;

    /** Of the request that is being answered; empty outside of one. */
    static Optional<Address> current() {
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(KEY));
    }

    static Address of(String path, boolean get, @Nullable String query) {
        if (!get || (query != null && query.length() > LONGEST)) {
            return new Address(path, null);
        }
        return new Address(
                path,
                Stream.of(query == null ? new String[0] : query.split("&", -1))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith(Languages.PARAMETER + "="))
                        .collect(Collectors.joining("&", "?", "")));
    }

    /** Notes it. */
    @Singleton
    static class Note {
        private static final int BEFORE_ALL_ELSE = 1040;

        void first(@Observes Filters filters) {
            filters.register(Note::keep, BEFORE_ALL_ELSE);
        }

        private static void keep(RoutingContext context) {
            Context current = Vertx.currentContext();
            if (current != null) {
                var request = context.request();
                current.putLocal(KEY, of(request.path(), request.method() == HttpMethod.GET, request.query()));
            }
            context.next();
        }
    }
}
