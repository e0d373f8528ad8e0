package dev.gatehouse.common.navigation;

import dev.gatehouse.common.requester.Languages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes with somebody who signs in, or is about to, from page to page.
 *
 * @param returnTo where the sign-in leads in the end, checked
 * @param locales the languages that were asked for; empty where none were
 */
public record Onward(String returnTo, String locales) {
    /** Of the query, and of a hidden field. */
    public static final String RETURN_TO = "return_to";

    private static final Pattern LOCALES = Pattern.compile("[A-Za-z0-9 -]{1,64}");

    /** @param returnTo as it was asked for, and so {@code locales} */
    public static Onward of(ReturnOrigins returns, @Nullable String returnTo, @Nullable String locales) {
        return to(returns.safe(returnTo), locales);
    }

    /** @param returnTo checked @param locales as they were asked for */
    public static Onward to(String returnTo, @Nullable String locales) {
        return new Onward(returnTo, locales != null && LOCALES.matcher(locales).matches() ? locales : "");
    }

    /** Where the form at {@code path} is sent, which has the rest in a field. */
    public String form(String path) {
        return path + query(Map.of(Languages.PARAMETER, locales));
    }

    /** The page at {@code path}. */
    public String page(String path) {
        return page(path, Map.of());
    }

    /** The same with more in its address. @param more in their order; those that are empty are left out */
    public String page(String path, Map<String, String> more) {
        var all = new LinkedHashMap<String, String>();
        all.put(RETURN_TO, returnTo.equals(ReturnTo.FALLBACK) ? "" : returnTo);
        all.putAll(more);
        all.put(Languages.PARAMETER, locales);
        return path + query(all);
    }

    /** The page for signing in. @param username to be filled in there, empty for none */
    public String signIn(String username) {
        return page("/login", Map.of("login_hint", username));
    }

    private static String query(Map<String, String> values) {
        String query = values.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
