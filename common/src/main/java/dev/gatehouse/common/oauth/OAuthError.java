package dev.gatehouse.common.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An error as OAuth endpoints answer it (RFC 6749, section 5.2). */
@RegisterForReflection
public record OAuthError(
        String error, @JsonProperty("error_description") String description) {
    /** Which of these it is, nobody is told. */
    public static final OAuthError UNKNOWN_CLIENT = client(
            "There is no such client, the secret is wrong, or it is not shown in the way that the client is registered for.");

    public static OAuthError request(String description) {
        return new OAuthError("invalid_request", description);
    }

    public static OAuthError client(String description) {
        return new OAuthError("invalid_client", description);
    }

    public static OAuthError grant(String description) {
        return new OAuthError("invalid_grant", description);
    }

    public static OAuthError scope(String description) {
        return new OAuthError("invalid_scope", description);
    }

    /** RFC 8707, section 2. */
    public static OAuthError target(String description) {
        return new OAuthError("invalid_target", description);
    }

    public static OAuthError unauthorized(String description) {
        return new OAuthError("unauthorized_client", description);
    }

    /** The answer to a body that is no form: 415. */
    public static Response notAForm() {
        return request("The body must be application/x-www-form-urlencoded.").answer(415);
    }

    /** 401 with a challenge for invalid_client, 400 for anything else. */
    public Response response() {
        if (!error.equals("invalid_client")) {
            return answer(400);
        }
        Response answer = answer(401);
        answer.getHeaders().add("WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"");
        return answer;
    }

    private Response answer(int status) {
        return Response.status(status)
                .entity(this)
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build();
    }
}
