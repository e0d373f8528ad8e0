package dev.gatehouse.common.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or a form. An empty value counts as omitted (RFC 6749, section 3.1).
 *
 * @param values the first value of each
 * @param repeated the names that came more than once, which is an error in OAuth
 */
public record FormParameters(Map<String, String> values, Set<String> repeated) {
    public static final FormParameters NONE = new FormParameters(Map.of(), Set.of());

    private static final int MOST = 100;

    /**
     * Reads application/x-www-form-urlencoded text.
     *
     * @throws IllegalArgumentException where it is malformed, has a NUL character, or over 100 parameters
     */
    public static FormParameters parse(@Nullable String encoded) {
        var values = new LinkedHashMap<String, String>();
        var repeated = new HashSet<String>();
        if (encoded != null && !encoded.isEmpty()) {
            String[] pairs = encoded.split("&", -1);
            if (pairs.length > MOST) {
                throw new IllegalArgumentException("there are over " + MOST + " parameters");
            }
            for (String pair : pairs) {
                int cut = pair.indexOf('=');
                String name = decode(cut < 0 ? pair : pair.substring(0, cut));
                String value = cut < 0 ? "" : decode(pair.substring(cut + 1));
                if (!value.isEmpty() && values.putIfAbsent(name, value) != null) {
                    repeated.add(name);
                }
            }
        }
        return new FormParameters(Collections.unmodifiableMap(values), Set.copyOf(repeated));
    }

    /** @throws IllegalArgumentException as {@link #parse} */
    static String decode(String text) {
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (decoded.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("there is a NUL character");
        }
        return decoded;
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** As text again, without the parameters named, and with {@code more}. */
    public String encode(Set<String> without, Map<String, String> more) {
        var kept = new LinkedHashMap<>(values);
        kept.keySet().removeAll(without);
        kept.putAll(more);
        return encode(kept);
    }

    /** As application/x-www-form-urlencoded text. */
    public static String encode(Map<String, String> values) {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
