package dev.gatehouse.oauth.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a provider is to treat a user whom it knows already (OpenID Connect Core, section 3.1.2.1); pure. */
enum Asking {
    /** As it likes: it may answer from a session of its own, without showing anything. */
    AS_IT_LIKES,
    /** To let them choose an account. */
    WHICH,
    /** To have them prove anew who they are, and to say when they did. */
    ANEW;

    private static final String LOGIN = "login";
    private static final String SELECT_ACCOUNT = "select_account";

    /** @param prompt as {@code /connect} is asked */
    static Asking of(@Nullable String prompt) {
        List<String> words = prompt == null ? List.of() : List.of(prompt.split(" ", -1));
        if (words.contains(LOGIN)) {
            return ANEW;
        }
        return words.contains(SELECT_ACCOUNT) ? WHICH : AS_IT_LIKES;
    }

    /** Of the request there. @param usual the prompt that the provider is registered with */
    Map<String, String> parameters(@Nullable String usual) {
        String prompt = switch (this) {
            case AS_IT_LIKES -> usual;
            case WHICH -> LOGIN.equals(usual) ? LOGIN : beside(usual, SELECT_ACCOUNT);
            case ANEW -> beside(usual, LOGIN);
        };
        var added = new LinkedHashMap<String, String>();
        if (prompt != null) {
            added.put("prompt", prompt);
        }
        if (this == ANEW) {
            // Who is asked so has to say when it was.
            added.put("max_age", "0");
        }
        return added;
    }

    /** Asking for consent is another matter than asking who it is. */
    private static String beside(@Nullable String usual, String prompt) {
        return "consent".equals(usual) ? prompt + " consent" : prompt;
    }
}
