package dev.gatehouse.common.requester;

import dev.gatehouse.common.request.Cookies;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which languages a request asks for, the best first, in the form of Accept-Language (RFC 9110, section 12.5.4): those of the
 * parameter {@code ui_locales} (OpenID Connect Core 1.0, section 3.1.2.1), then the one that was chosen before, then those
 * that the browser says.
 */
public final class Languages {
    /** The parameter of an address. */
    public static final String PARAMETER = "ui_locales";
    /** The cookie of a choice. */
    public static final String COOKIE = "__Host-gatehouse-lang";

    private static final int MOST = 5;
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern SPACE = Pattern.compile("\\+|%20");

    private Languages() {}

    /** What the query asks for; null where it asks for none that could be one. */
    public static @Nullable String asked(@Nullable String query) {
        if (query == null || !query.contains(PARAMETER)) {
            return null;
        }
        List<String> tags = Stream.of(query.split("&", -1))
                .filter(pair -> pair.startsWith(PARAMETER + "="))
                .flatMap(pair -> SPACE.splitAsStream(pair.substring(PARAMETER.length() + 1)))
                .filter(tag -> TAG.matcher(tag).matches())
                .limit(MOST)
                .toList();
        return tags.isEmpty() ? null : String.join(", ", tags);
    }

    /** All together; null where nothing is asked for. */
    static @Nullable String of(@Nullable String query, MultiMap headers) {
        var ranges = new ArrayList<String>();
        Stream.ofNullable(asked(query)).forEach(ranges::add);
        Cookies.one(headers.getAll("Cookie"), COOKIE)
                .filter(tag -> TAG.matcher(tag).matches())
                .ifPresent(ranges::add);
        Stream.ofNullable(headers.get("Accept-Language")).forEach(ranges::add);
        return ranges.isEmpty() ? null : String.join(", ", ranges);
    }
}
