package dev.gatehouse.oauth.client;

import java.util.Arrays;
import java.util.Optional;

/** The grants of the token endpoint (RFC 6749, sections 4.1.3, 4.4.2 and 6). */
public enum GrantType {
    authorization_code,
    refresh_token,
    client_credentials;

    /** Empty where {@code name} is no grant of ours. */
    public static Optional<GrantType> named(String name) {
        return Arrays.stream(values()).filter(g -> g.name().equals(name)).findFirst();
    }
}
