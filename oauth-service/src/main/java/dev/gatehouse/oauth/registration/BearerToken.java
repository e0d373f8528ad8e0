package dev.gatehouse.oauth.registration;

import java.util.List;

/** The bearer token of a call (RFC 6750, section 2.1); pure. */
sealed interface BearerToken {
    String SCHEME = "Bearer ";
    int LONGEST = 256;

    record Presented(String value) implements BearerToken {
        /** Keeps it out of logs. */
        @Override
        public String toString() {
            return "Presented";
        }
    }

    record None() implements BearerToken {}

    /** More than one, or of another scheme. */
    record Unreadable() implements BearerToken {}

    /** @param authorization every such header */
    static BearerToken read(List<String> authorization) {
        if (authorization.isEmpty()) {
            return new None();
        }
        String header = authorization.getFirst();
        boolean bearer = authorization.size() == 1 && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? header.substring(SCHEME.length()).strip() : "";
        return token.isEmpty() || token.length() > LONGEST ? new Unreadable() : new Presented(token);
    }
}
