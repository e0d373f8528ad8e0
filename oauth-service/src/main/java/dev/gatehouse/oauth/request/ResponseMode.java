package dev.gatehouse.oauth.request;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the parameters of an answer come to the client (OAuth 2.0 Multiple Response Type Encoding Practices; Form Post; JARM,
 * section 2.3).
 */
public enum ResponseMode {
    query("query", false),
    form_post("form_post", false),
    query_jwt("query.jwt", true),
    form_post_jwt("form_post.jwt", true);

    /** The one of JARM that goes with the response type code. */
    private static final String JWT = "jwt";

    private final String value;
    private final boolean signed;

    ResponseMode(String value, boolean signed) {
        this.value = value;
        this.signed = signed;
    }

    /** As in {@code response_mode}. */
    public String value() {
        return value;
    }

    /** Whether the answer is a JWT. */
    public boolean signed() {
        return signed;
    }

    /** Empty where we have none of that name. */
    public static Optional<ResponseMode> named(String value) {
        return value.equals(JWT)
                ? Optional.of(query_jwt)
                : Arrays.stream(values())
                        .filter(mode -> mode.value().equals(value))
                        .findFirst();
    }
}
