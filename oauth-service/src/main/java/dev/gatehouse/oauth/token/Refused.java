package dev.gatehouse.oauth.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A refusal (RFC 6749, section 5.2).
 *
 * @param status of HTTP
 */
@RegisterForReflection
record Refused(@JsonIgnore int status, String error, String errorDescription) implements Answer {
    static Refused request(String why) {
        return new Refused(400, "invalid_request", why);
    }

    static Refused client(String why) {
        return new Refused(401, "invalid_client", why);
    }

    static Refused grant(String why) {
        return new Refused(400, "invalid_grant", why);
    }

    static Refused scope(String why) {
        return new Refused(400, "invalid_scope", why);
    }

    static Refused unauthorized(String why) {
        return new Refused(400, "unauthorized_client", why);
    }
}
