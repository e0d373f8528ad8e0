package dev.gatehouse.common.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.common.problem.Outage;
import dev.gatehouse.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** An error as OAuth endpoints answer it (RFC 6749, section 5.2). */
@RegisterForReflection
public record OAuthError(
        String error, @JsonProperty("error_description") String description) {
    private static final String UNAVAILABLE = "temporarily_unavailable";
    private static final Logger LOG = Logger.getLogger(OAuthError.class);

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

    /** RFC 9449, section 5. */
    public static OAuthError proof(String description) {
        return new OAuthError("invalid_dpop_proof", description);
    }

    public static OAuthError unauthorized(String description) {
        return new OAuthError("unauthorized_client", description);
    }

    /** In the words of section 4.1.2.1, which the token endpoint has none of its own for. */
    public static OAuthError unavailable(String description) {
        return new OAuthError(UNAVAILABLE, description);
    }

    /** The answer to a body that is no form: 415. */
    public static Response notAForm() {
        return request("The body must be application/x-www-form-urlencoded.").answer(415);
    }

    /** The answer to whoever would have it in a form that there is not: 406. */
    public static Response notAcceptable(String description) {
        return request(description).answer(406);
    }

    /**
     * For what failed here: 503 where a part
     * of Gatehouse is away, else 500, logged.
     */
    public static Response failure(Throwable e) {
        if (e instanceof WebApplicationException decided) {
            return decided.getResponse();
        }
        if (Outage.caused(e)) {
            LOG.warnf("a part of Gatehouse is away: %s", e.getMessage());
            return unavailable("A part of Gatehouse is away; please try again.").response();
        }
        LOG.error("unexpected", e);
        return new OAuthError("server_error", "Something went wrong here; it was logged.").answer(500);
    }

    /** 401 with a challenge for invalid_client, 503 for what is unavailable, 400 for anything else. */
    public Response response() {
        return switch (error) {
            case "invalid_client" -> answer(401, "WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"");
            case UNAVAILABLE -> answer(503, "Retry-After", Problem.RETRY_AFTER);
            default -> answer(400);
        };
    }

    private Response answer(int status, String header, Object value) {
        Response answer = answer(status);
        answer.getHeaders().add(header, value);
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
