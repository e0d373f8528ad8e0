package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers of the registration endpoints, none of which is kept by anybody on the way. */
final class Replies {
    private Replies() {}

    static Response of(int status, Object entity) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(entity)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    /** Whether there is no such client, or the token is wrong, nobody is told (RFC 7592, section 2). */
    static Response stranger() {
        Response answer = of(401, new OAuthError("invalid_token", "A token is needed that counts here."));
        answer.getHeaders().add("WWW-Authenticate", "Bearer realm=\"gatehouse\", error=\"invalid_token\"");
        return answer;
    }

    static Response later(int status, String why, int seconds) {
        Response answer = of(status, new OAuthError("temporarily_unavailable", why));
        answer.getHeaders().add("Retry-After", seconds);
        return answer;
    }

    static Response notJson() {
        return of(415, OAuthError.request("The body must be application/json."));
    }

    /** Nobody registers themselves here. */
    static Response off() {
        return Problem.of(404, "not_found", "There is nothing at this path.").response();
    }
}
