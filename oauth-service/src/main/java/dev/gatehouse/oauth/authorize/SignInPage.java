package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.request.Parameters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The addresses of the sign-in page, each leading back to a request. */
@Singleton
final class SignInPage {
    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final int LONGEST_LANGUAGES = 200;
    private static final int LONGEST_HINT = 254;
    private final SignInMarks marks;

    SignInPage(SignInMarks marks) {
        this.marks = marks;
    }

    /**
     * What the sign-in page has to know of a request (OpenID Connect Core, section 3.1.2.1).
     *
     * @param languages as asked for
     * @param hint the name that is probably typed
     * @param acr what the sign-in has to reach; null for anything
     */
    record Demands(
            @Nullable String languages,
            @Nullable String hint,
            @Nullable AuthenticationClass acr) {
        static Demands of(FormParameters asked, @Nullable AuthenticationClass acr) {
            return new Demands(asked.get(Parameters.UI_LOCALES), asked.get(Parameters.LOGIN_HINT), acr);
        }

        private void languagesInto(Map<String, String> query) {
            if (languages != null && languages.length() <= LONGEST_LANGUAGES) {
                query.put(Parameters.UI_LOCALES, languages);
            }
        }

        private void into(Map<String, String> query) {
            languagesInto(query);
            if (hint != null && hint.length() <= LONGEST_HINT) {
                query.put(Parameters.LOGIN_HINT, hint);
            }
            if (acr != null) {
                query.put("acr", acr.value());
            }
        }
    }

    /** What somebody is led to the page for who is signed in. */
    enum Wanted {
        /** To prove that it is they. */
        PROOF("login"),
        /** To choose who they are. */
        CHOICE("select_account"),
        /** To choose it, and to prove that. */
        BOTH("login select_account");

        private final String prompt;

        Wanted(String prompt) {
            this.prompt = prompt;
        }

        /** @param anybody whether somebody else than before may want to sign in */
        static Wanted of(AuthorizationRequest request, boolean anybody) {
            boolean proof = request.prompts(Prompt.login) || request.maxAge() != null;
            if (!anybody) {
                return PROOF;
            }
            return proof ? BOTH : CHOICE;
        }
    }

    /** The request itself. */
    static String request(FormParameters carried) {
        return AUTHORIZE + "?" + carried.encode(Set.of(), Map.of());
    }

    /** Without a session. */
    static String signIn(FormParameters carried, Demands demands) {
        var query = new LinkedHashMap<String, String>();
        demands.into(query);
        query.put("return_to", request(carried));
        return "/login?" + FormParameters.encode(query);
    }

    /** For more than the session proves, once. */
    static String stepUp(FormParameters carried, Demands demands) {
        return signIn(FormParameters.parse(carried.encode(Set.of(), Map.of(Parameters.STEPPED_UP, "1"))), demands);
    }

    /** Where an account is made first: the sign-in with it follows {@code after}, of which the request brings a mark back. */
    String signUp(FormParameters carried, Demands demands, FormToken browser, Instant after) {
        var query = new LinkedHashMap<String, String>();
        demands.languagesInto(query);
        FormParameters back = FormParameters.parse(carried.encode(Set.of(Parameters.PROMPT), Map.of()));
        query.put("return_to", AUTHORIZE + "?" + marks.marked(back, browser, after));
        return "/register?" + FormParameters.encode(query);
    }

    /**
     * Even with a session; the request comes back with a mark of {@code after} and without asking for that again.
     *
     * @param wanted what is to be done there
     * @param browser that is given its cookie along with this
     */
    String signInAnew(FormParameters carried, Demands demands, Wanted wanted, FormToken browser, Instant after) {
        String prompt = carried.get(Parameters.PROMPT);
        var left = new ArrayList<String>();
        if (wanted == Wanted.CHOICE) {
            // Says what the mark is worth: see RequestCheck.
            left.add(Prompt.select_account.name());
        }
        if (prompt != null && prompt.contains(Prompt.consent.name())) {
            left.add(Prompt.consent.name());
        }
        Map<String, String> more = left.isEmpty() ? Map.of() : Map.of(Parameters.PROMPT, String.join(" ", left));
        FormParameters back = FormParameters.parse(carried.encode(Set.of(Parameters.PROMPT), more));
        var query = new LinkedHashMap<String, String>();
        query.put(Parameters.PROMPT, wanted.prompt);
        demands.into(query);
        query.put("return_to", AUTHORIZE + "?" + marks.marked(back, browser, after));
        return "/login?" + FormParameters.encode(query);
    }
}
