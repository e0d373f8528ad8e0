package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Why there can be no such client, in the words of RFC 7591, section 3.2.2; pure. */
final class Refusal {
    private static final String REDIRECT_URIS = "redirect_uris";
    private static final int LONGEST = 500;

    private Refusal() {}

    static OAuthError of(List<Violation> violations) {
        boolean addresses =
                violations.stream().anyMatch(violation -> violation.field().equals(REDIRECT_URIS));
        String why = violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; "));
        return new OAuthError(addresses ? "invalid_redirect_uri" : "invalid_client_metadata", written(why));
    }

    static OAuthError metadata(String why) {
        return new OAuthError("invalid_client_metadata", why);
    }

    /** In the characters that descriptions have (RFC 6749, section 5.2). */
    private static String written(String text) {
        String plain = text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
