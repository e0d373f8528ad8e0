package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.oauth.FormParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for (OpenID Connect RP-Initiated Logout 1.0, section 2). {@code logout_hint} is passed over: whom it
 * means, the session says.
 *
 * @param hint the ID token, not looked at yet
 * @param redirectUri where the user is to be led after, as the client says
 */
record LogoutRequest(
        @Nullable String hint,
        @Nullable String clientId,
        @Nullable String redirectUri,
        @Nullable String state) {
    private static final int LONGEST_HINT = 8192;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_URI = 2000;
    private static final int LONGEST_STATE = 1024;
    private static final int LONGEST_LOCALES = 256;
    private static final List<String> NAMES =
            List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    /** Our own: that the form came from our page, on to which a longer one of another site led. */
    static final String AGAIN = "again";

    /** Empty where one comes twice, or is longer than any that would do. */
    static Optional<LogoutRequest> read(FormParameters parameters) {
        var request = new LogoutRequest(
                parameters.get("id_token_hint"),
                parameters.get("client_id"),
                parameters.get("post_logout_redirect_uri"),
                parameters.get("state"));
        boolean fine = NAMES.stream().noneMatch(parameters.repeated()::contains)
                && within(request.hint, LONGEST_HINT)
                && within(request.clientId, LONGEST_ID)
                && within(request.redirectUri, LONGEST_URI)
                && within(request.state, LONGEST_STATE)
                && within(parameters.get("ui_locales"), LONGEST_LOCALES);
        return fine ? Optional.of(request) : Optional.empty();
    }

    private static boolean within(@Nullable String value, int longest) {
        return value == null || value.length() <= longest;
    }

    /** Whether there is no other form to come that has the cookie. */
    static boolean sentAgain(FormParameters parameters) {
        return parameters.get(AGAIN) != null;
    }

    /** All that is read of {@code parameters}. */
    static Map<String, String> known(FormParameters parameters) {
        Map<String, String> known = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = parameters.get(name);
            if (value != null) {
                known.put(name, value);
            }
        }
        return known;
    }

    /** Keeps the ID token out of logs. */
    @Override
    public String toString() {
        return "LogoutRequest[" + clientId + ", " + redirectUri + "]";
    }
}
