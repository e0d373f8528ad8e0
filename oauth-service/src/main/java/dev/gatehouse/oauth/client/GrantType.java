package dev.gatehouse.oauth.client;

import java.util.Arrays;
import java.util.Optional;

/** The grants of the token endpoint (RFC 6749, sections 4.1.3, 4.4.2 and 6; RFC 8693; RFC 8628). */
public enum GrantType {
    authorization_code("authorization_code"),
    refresh_token("refresh_token"),
    client_credentials("client_credentials"),
    token_exchange("urn:ietf:params:oauth:grant-type:token-exchange"),
    device_code("urn:ietf:params:oauth:grant-type:device_code");

    private final String value;

    GrantType(String value) {
        this.value = value;
    }

    /** Empty where {@code value} is no grant of ours. */
    public static Optional<GrantType> named(String value) {
        return Arrays.stream(values()).filter(g -> g.value.equals(value)).findFirst();
    }

    /** As requests and registrations write it. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
