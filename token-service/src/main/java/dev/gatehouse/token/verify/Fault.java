package dev.gatehouse.token.verify;

/**
 * What is wrong with a token that was given.
 *
 * @param scheme whose challenge tells it
 * @param error as of RFC 6750, section 3.1, and RFC 9449, section 7.1
 * @param description safe to show
 */
record Fault(Scheme scheme, String error, String description) {
    /** As challenges name it. */
    enum Scheme {
        Bearer,
        DPoP
    }

    static Fault token(Scheme scheme, String description) {
        return new Fault(scheme, "invalid_token", description);
    }

    static Fault proof(String description) {
        return new Fault(Scheme.DPoP, "invalid_dpop_proof", description);
    }
}
