package dev.gatehouse.oauth.request;

import dev.gatehouse.common.oauth.FormParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The parameters of an authorization request that mean something here; pure. */
public final class Parameters {
    /** Our own: that the user was sent to prove more for this request. It can only have it end sooner. */
    public static final String STEPPED_UP = "stepped_up";
    /** Our own: when the user was sent to sign in for this request. */
    public static final String LOGIN_AFTER = "login_after";

    /** Our own, in the place of an ID token as a hint: whom that means. It can only ask for another sign-in. */
    public static final String HINTED_USER = "hinted_user";

    public static final String ID_TOKEN_HINT = "id_token_hint";
    /** The key that the code is to be bound to (RFC 9449, section 10). */
    public static final String DPOP_JKT = "dpop_jkt";

    public static final String CLIENT_ID = "client_id";
    public static final String REDIRECT_URI = "redirect_uri";
    public static final String STATE = "state";
    public static final String PROMPT = "prompt";
    public static final String ACR_VALUES = "acr_values";
    public static final String LOGIN_HINT = "login_hint";
    public static final String UI_LOCALES = "ui_locales";
    public static final String RESOURCE = "resource";
    public static final String REQUEST = "request";
    public static final String REQUEST_URI = "request_uri";

    /** So many characters, form-encoded, come through the sign-in and back; encoded once more headers still hold them. */
    private static final int LONGEST = 3 * 1024;

    private static final Set<String> KNOWN = Set.of(
            CLIENT_ID,
            REDIRECT_URI,
            STATE,
            PROMPT,
            ACR_VALUES,
            LOGIN_HINT,
            UI_LOCALES,
            ID_TOKEN_HINT,
            HINTED_USER,
            "claims",
            Details.PARAMETER,
            "response_type",
            "response_mode",
            "scope",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            DPOP_JKT,
            "max_age",
            RESOURCE,
            REQUEST,
            REQUEST_URI,
            LOGIN_AFTER,
            STEPPED_UP);

    /** Added on the way. */
    private static final Set<String> OURS = Set.of(LOGIN_AFTER, STEPPED_UP, HINTED_USER);

    private Parameters() {}

    /** Without those that mean nothing (RFC 6749, section 3.1: they are ignored). */
    public static FormParameters known(FormParameters sent) {
        var known = new LinkedHashMap<>(sent.all());
        known.keySet().retainAll(KNOWN);
        return new FormParameters(known);
    }

    /** As {@link #known}, of one that has not been on the way yet. */
    public static FormParameters sent(FormParameters sent) {
        var known = new LinkedHashMap<>(known(sent).all());
        known.keySet().removeAll(OURS);
        return new FormParameters(known);
    }

    /** {@code request} with what was added to {@code brought} on the way. */
    public static FormParameters onTheWay(FormParameters request, FormParameters brought) {
        var all = new LinkedHashMap<>(request.all());
        brought.all().forEach((name, values) -> {
            if (OURS.contains(name)) {
                all.put(name, values);
            }
        });
        return new FormParameters(all);
    }

    /** Whether they are more than a browser can carry to the sign-in and back. */
    public static boolean tooLong(FormParameters carried) {
        return carried.encode(Set.of(), Map.of()).length() > LONGEST;
    }
}
