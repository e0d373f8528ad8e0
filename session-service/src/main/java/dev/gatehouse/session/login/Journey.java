package dev.gatehouse.session.login;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.navigation.Onward;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a sign-in leads, and what it has to be.
 *
 * @param acr what is to be reached; null for anything
 */
public record Journey(Onward onward, @Nullable AuthenticationClass acr) {
    /** @param returnTo checked @param acr as it was asked for; one that we do not know is passed over */
    public static Journey of(String returnTo, @Nullable String acr, @Nullable String locales) {
        return new Journey(Onward.to(returnTo, locales), Demand.named(acr));
    }

    /** Where it leads in the end. */
    public String returnTo() {
        return onward.returnTo();
    }

    /** The name of the class, empty where there is none. */
    public String acrName() {
        return acr == null ? "" : acr.value();
    }

    /** What the address of a form is followed by. */
    public String languageQuery() {
        return onward.form("");
    }

    /** The sign-in page. */
    public String signIn() {
        return whole("/login", "");
    }

    /** The same for whoever is signed in, too, and for any name. */
    public String forAnybody() {
        return whole("/login", "select_account");
    }

    /** The same for whoever is signed in, too. */
    public String anew() {
        return whole("/login", "login");
    }

    /** The page for whoever has no account yet; it leads on to the same place. */
    public String register() {
        return onward.page("/register");
    }

    /** The page for whoever has lost the password; it leads on to the same place, too. */
    public String recovery() {
        return onward.page("/recovery");
    }

    /** The page for one more factor of a session. */
    public String stepUp() {
        return whole("/login/factor", "");
    }

    /** The page for the factor of a sign-in that is half done. */
    public String factor() {
        return onward.form("/login/factor");
    }

    private String whole(String path, String prompt) {
        var more = new LinkedHashMap<String, String>();
        more.put("acr", acrName());
        more.put("prompt", prompt);
        return onward.page(path, more);
    }
}
