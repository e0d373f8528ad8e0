package dev.gatehouse.session.login;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.requester.Languages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a sign-in leads, and what goes with it from page to page.
 *
 * @param returnTo checked
 * @param acr what is to be reached; null for anything
 * @param locales the languages that were asked for; empty where none were
 */
public record Journey(String returnTo, @Nullable AuthenticationClass acr, String locales) {
    private static final Pattern LOCALES = Pattern.compile("[A-Za-z0-9 -]{1,64}");

    /** @param acr as it was asked for; one that we do not know is passed over */
    public static Journey of(String returnTo, @Nullable String acr, @Nullable String locales) {
        return new Journey(
                returnTo,
                Demand.named(acr),
                locales != null && LOCALES.matcher(locales).matches() ? locales : "");
    }

    /** The name of the class, empty where there is none. */
    public String acrName() {
        return acr == null ? "" : acr.value();
    }

    /** What the address of a form is followed by. */
    public String languageQuery() {
        return query(Map.of(Languages.PARAMETER, locales));
    }

    /** The sign-in page. */
    public String signIn() {
        return "/login" + whole("");
    }

    /** The same for whoever is signed in, too, and for any name. */
    public String forAnybody() {
        return "/login" + whole("select_account");
    }

    /** The same for whoever is signed in, too. */
    public String anew() {
        return "/login" + whole("login");
    }

    /** The page for whoever has no account yet; it leads on to the same place. */
    public String register() {
        var all = new LinkedHashMap<String, String>();
        all.put("return_to", returnTo);
        all.put(Languages.PARAMETER, locales);
        return "/register" + query(all);
    }

    /** The page for whoever has lost the password; it leads on to the same place, too. */
    public String recovery() {
        var all = new LinkedHashMap<String, String>();
        all.put("return_to", ReturnTo.FALLBACK.equals(returnTo) ? "" : returnTo);
        all.put(Languages.PARAMETER, locales);
        return "/recovery" + query(all);
    }

    /** The page for one more factor of a session. */
    public String stepUp() {
        return "/login/factor" + whole("");
    }

    /** The page for the factor of a sign-in that is half done. */
    public String factor() {
        return "/login/factor" + languageQuery();
    }

    private String whole(String prompt) {
        var all = new LinkedHashMap<String, String>();
        all.put("return_to", returnTo);
        all.put("acr", acrName());
        all.put("prompt", prompt);
        all.put(Languages.PARAMETER, locales);
        return query(all);
    }

    private static String query(Map<String, String> values) {
        String query = values.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
