package dev.gatehouse.common.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or a form. An empty value counts as omitted (RFC 6749, section 3.1).
 *
 * @param all the values of each, in the order in which they came
 */
public record FormParameters(Map<String, List<String>> all) {
    public static final FormParameters NONE = new FormParameters(Map.of());

    private static final int MOST = 100;

    /**
     * Reads application/x-www-form-urlencoded text.
     *
     * @throws IllegalArgumentException where it is malformed, has a NUL character, or over 100 parameters
     */
    public static FormParameters parse(@Nullable String encoded) {
        var all = new LinkedHashMap<String, List<String>>();
        if (encoded != null && !encoded.isEmpty()) {
            String[] pairs = encoded.split("&", -1);
            if (pairs.length > MOST) {
                throw new IllegalArgumentException("there are over " + MOST + " parameters");
            }
            for (String pair : pairs) {
                int cut = pair.indexOf('=');
                String name = decode(cut < 0 ? pair : pair.substring(0, cut));
                String value = cut < 0 ? "" : decode(pair.substring(cut + 1));
                if (!value.isEmpty()) {
                    all.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
                }
            }
        }
        return new FormParameters(all);
    }

    /** @throws IllegalArgumentException as {@link #parse} */
    static String decode(String text) {
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (decoded.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("there is a NUL character");
        }
        return decoded;
    }

    /** The first value. */
    public @Nullable String get(String name) {
        List<String> values = all.get(name);
        return values == null ? null : values.getFirst();
    }

    /** Every value once, of a parameter that may come more than once. */
    public List<String> every(String name) {
        return all.getOrDefault(name, List.of()).stream().distinct().toList();
    }

    /** The names that came more than once, which is an error in OAuth but for those in {@code but}. */
    public Set<String> repeated(String... but) {
        var repeated = new HashSet<String>();
        all.forEach((name, values) -> {
            if (values.size() > 1) {
                repeated.add(name);
            }
        });
        Arrays.asList(but).forEach(repeated::remove);
        return repeated;
    }

    /** As text again, without the parameters named, and with {@code more}. */
    public String encode(Set<String> without, Map<String, String> more) {
        var kept = new LinkedHashMap<>(all);
        kept.keySet().removeAll(without);
        more.forEach((name, value) -> kept.put(name, List.of(value)));
        return encodeAll(kept);
    }

    /** As application/x-www-form-urlencoded text. */
    public static String encode(Map<String, String> values) {
        var all = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) -> all.put(name, List.of(value)));
        return encodeAll(all);
    }

    private static String encodeAll(Map<String, List<String>> all) {
        var text = new StringBuilder();
        all.forEach((name, values) -> values.forEach(value -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value))));
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
