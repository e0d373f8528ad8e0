package dev.gatehouse.oauth.outbound;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer may be kept (RFC 9111, sections 4.2 and 5.2.2); pure. */
final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]{1,9})\"?");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,9}");

    private Freshness() {}

    /** Null where {@code Cache-Control} does not say; none where it says that it may not. */
    static @Nullable Duration of(MultiMap headers) {
        List<String> directives = Arrays.stream(String.join(",", headers.getAll("Cache-Control"))
                        .toLowerCase(Locale.ROOT)
                        .split(","))
                .map(String::strip)
                .toList();
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return Duration.ZERO;
        }
        return directives.stream()
                .map(MAX_AGE::matcher)
                .filter(Matcher::matches)
                .map(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .map(seconds -> Duration.ofSeconds(Math.max(0, seconds - age(headers.get("Age")))))
                .orElse(null);
    }

    private static long age(@Nullable String header) {
        return header != null && AGE.matcher(header).matches() ? Long.parseLong(header) : 0;
    }
}
