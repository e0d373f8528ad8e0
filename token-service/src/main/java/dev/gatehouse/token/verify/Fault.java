package dev.gatehouse.token.verify;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a token that was given.
 *
 * @param scheme whose challenge tells it
 * @param error as of RFC 6750, section 3.1, and RFC 9449, section 7.1
 * @param description safe to show
 * @param nonce that the next proof needs; null for none
 */
record Fault(
        Scheme scheme,
        String error,
        String description,
        @Nullable String nonce) {
    /** As challenges name it. */
    enum Scheme {
        Bearer,
        DPoP
    }

    static Fault token(Scheme scheme, String description) {
        return new Fault(scheme, "invalid_token", description, null);
    }

    static Fault proof(String description) {
        return new Fault(Scheme.DPoP, "invalid_dpop_proof", description, null);
    }

    /** RFC 9449, section 9. */
    static Fault unsure(String nonce) {
        return new Fault(Scheme.DPoP, "use_dpop_nonce", "the proof needs the nonce of DPoP-Nonce", nonce);
    }
}
