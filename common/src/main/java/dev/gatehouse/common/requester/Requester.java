package dev.gatehouse.common.requester;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sends the request at hand, seen from outside. It goes with the call to a peer, so that each service knows who is outside.
 *
 * @param address of the caller, as the proxy says
 * @param userAgent at most 512 characters
 * @param requestId one for the whole way through the services
 * @param languages that the caller reads, the best first, as {@link Languages} finds them, at most 512 characters
 */
public record Requester(
        @Nullable String address,
        @Nullable String userAgent,
        String requestId,
        @Nullable String languages) {
    /** The header by which a caller may name the request, and which every answer has. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String ADDRESS = "Gatehouse-Requester-Address";
    private static final String USER_AGENT = "Gatehouse-Requester-User-Agent";
    private static final String LANGUAGES = "Gatehouse-Requester-Languages";
    private static final String KEY = "dev.gatehouse.requester";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,64}");
    private static final int LONGEST = 512;

    /** Of the request that is being answered; empty outside of one. */
    public static Optional<Requester> current() {
        Context context = Vertx.currentContext();
        // Timers run in the context that all requests of an event loop stem from, where nothing can be kept.
        return context != null && VertxContext.isDuplicatedContext(context)
                ? Optional.ofNullable(context.getLocal(KEY))
                : Optional.empty();
    }

    /** Of a request from outside. A request id that is no short word is not taken over. */
    static Requester of(@Nullable String address, @Nullable String query, MultiMap headers) {
        return new Requester(
                address,
                shortened(headers.get("User-Agent")),
                requestId(headers),
                shortened(Languages.of(query, headers)));
    }

    /** As a peer tells it, which has shown that it is one. */
    public static Requester told(MultiMap headers) {
        return new Requester(
                headers.get(ADDRESS),
                shortened(headers.get(USER_AGENT)),
                requestId(headers),
                shortened(headers.get(LANGUAGES)));
    }

    /** Tells a peer. */
    public void tell(MultiMap headers) {
        headers.set(REQUEST_ID, requestId);
        if (address != null) {
            headers.set(ADDRESS, address);
        }
        if (userAgent != null) {
            headers.set(USER_AGENT, userAgent);
        }
        if (languages != null) {
            headers.set(LANGUAGES, languages);
        }
    }

    /** From now on this is where the request at hand comes from. */
    public void adopt() {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, this);
        }
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static String requestId(MultiMap headers) {
        String id = headers.get(REQUEST_ID);
        return id != null && ID.matcher(id).matches() ? id : newId();
    }

    /** Not secret: it only has to differ from the others. */
    private static String newId() {
        var random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
