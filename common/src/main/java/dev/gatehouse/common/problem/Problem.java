package dev.gatehouse.common.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457). {@code code} is an extension member: a short name that programs can switch over.
 *
 * @param extensions the other extension members, by their names
 */
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,

        @JsonAnyGetter Map<String, Object> extensions) {
    /** Seconds after which a caller may try again what is unavailable now. */
    public static final String RETRY_AFTER = "2";

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field of the request and what it lacks. */
    @RegisterForReflection
    public record Violation(String field, String message) {
        /** The last name on the path to what is wrong, as JSON has it. */
        public static Violation of(ConstraintViolation<?> violation) {
            String last = "";
            for (Path.Node node : violation.getPropertyPath()) {
                // An element of a list has no name of its own, only one in angle brackets.
                boolean named = node.getName() != null && !node.getName().startsWith("<");
                last = named ? node.getName() : last;
            }
            String field = last.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
            return new Violation(field, violation.getMessage());
        }
    }

    public static Problem of(int status, String code, String detail) {
        var reason = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank", reason == null ? "Error" : reason.getReasonPhrase(), status, detail, code, Map.of());
    }

    public static Problem of(Response.Status status, String code, String detail) {
        return of(status.getStatusCode(), code, detail);
    }

    /** The fields that are wrong, where the request was malformed. */
    public Problem withViolations(List<Violation> found) {
        return with("violations", found);
    }

    /** With an extension member (RFC 9457, section 3.2); the same where there is nothing to say. */
    public Problem with(String member, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new TreeMap<>(extensions);
        more.put(member, value);
        return new Problem(type, title, status, detail, code, more);
    }

    public Response.ResponseBuilder builder() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).header("Cache-Control", "no-store");
    }

    public Response response() {
        return builder().build();
    }

    /** For a part of Gatehouse that is away: 503, and when to come back. */
    public static Response unavailable() {
        return of(Response.Status.SERVICE_UNAVAILABLE, "unavailable", "A part of Gatehouse is away; please try again.")
                .builder()
                .header("Retry-After", RETRY_AFTER)
                .build();
    }

    /** Who tries to sign in, or asks for what is bounded, has to wait (RFC 6585, section 4). */
    public static Response tooManyAttempts(int retryAfterSeconds) {
        return of(429, "too_many_attempts", "There were too many tries of late; please wait.")
                .builder()
                .header("Retry-After", retryAfterSeconds)
                .build();
    }

    /** The media type as JAX-RS knows it. */
    public static MediaType mediaType() {
        return new MediaType("application", "problem+json");
    }
}
