package dev.gatehouse.token.verify;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.token.proof.DPoPProof;
import dev.gatehouse.token.verify.Fault.Scheme;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of {@code /verify}; pure. */
final class Answers {
    /** RFC 9449, section 9. */
    static final String NONCE = "DPoP-Nonce";

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String BEARER = "Bearer realm=\"gatehouse\"";
    private static final String DPOP = "DPoP realm=\"gatehouse\", algs=\"" + DPoPProof.ALGORITHMS + "\"";
    private static final String BASIC = "Basic realm=\"gatehouse\", charset=\"UTF-8\"";
    private static final String COOKIE =
            "Cookie realm=\"gatehouse\", cookie-name=\"" + SessionService.COOKIE + "\", form-action=\"/login\"";

    private Answers() {}

    /**
     * @param apiToken the JWT for the API
     * @param json whether to say it in the body, too
     */
    static Response known(Identity identity, String apiToken, boolean json) {
        Response.ResponseBuilder answer = Response.ok()
                .header("Cache-Control", "no-store")
                .header("Authorization", "Bearer " + apiToken)
                .header("X-Auth-Method", identity.method().name());
        put(answer, "X-Auth-Subject", identity.subject());
        put(answer, "X-Auth-Username", identity.username());
        put(answer, "X-Auth-Client", identity.clientId());
        put(
                answer,
                "X-Auth-Scope",
                identity.scope().isEmpty() ? null : identity.scope().toString());
        put(answer, "X-Auth-Audience", identity.audience().isEmpty() ? null : String.join(" ", identity.audience()));
        put(answer, "X-Auth-Session", identity.sid());
        Instant authTime = identity.authTime();
        put(answer, "X-Auth-Time", authTime == null ? null : Long.toString(authTime.getEpochSecond()));
        if (json) {
            answer.type(MediaType.APPLICATION_JSON_TYPE).entity(Description.of(identity, apiToken));
        }
        return answer.build();
    }

    private static void put(Response.ResponseBuilder answer, String name, @Nullable String value) {
        if (value != null) {
            answer.header(name, HeaderText.of(value));
        }
    }

    /** 401, with a challenge for each way in. @param fault what is wrong with the token, where one was given */
    static Response unknown(Optional<Fault> fault) {
        Response.ResponseBuilder answer = Problem.of(401, "unauthorized", "There is no valid credential on this call.")
                .builder()
                .header(CHALLENGE, BEARER + told(fault, Scheme.Bearer))
                .header(CHALLENGE, DPOP + told(fault, Scheme.DPoP))
                .header(CHALLENGE, BASIC)
                .header(CHALLENGE, COOKIE);
        fault.map(Fault::nonce).ifPresent(nonce -> answer.header(NONCE, nonce));
        return answer.build();
    }

    private static String told(Optional<Fault> fault, Scheme scheme) {
        return fault.filter(found -> found.scheme() == scheme)
                .map(found -> ", error=\"" + found.error() + "\", error_description=\"" + found.description() + "\"")
                .orElse("");
    }

    static Response malformed(String reason) {
        return Problem.of(400, "invalid_request", reason).response();
    }

    static Response csrf() {
        return Problem.of(403, "csrf", "An unsafe method by cookie needs X-CSRF-Token, from this origin.")
                .response();
    }

    static Response busy(int retryAfterSeconds) {
        return Problem.of(503, "busy", "Too many sign-ins are under way; please try again.")
                .builder()
                .header("Retry-After", retryAfterSeconds)
                .build();
    }

    /** RFC 6750, section 3.1. */
    static Response insufficientScope(Demands demands, Scheme scheme) {
        return Problem.of(403, "insufficient_scope", "This needs the scope " + demands.scope() + ".")
                .builder()
                .header(CHALLENGE, scheme + " error=\"insufficient_scope\", scope=\"" + demands.scope() + "\"")
                .build();
    }

    /** RFC 9470, section 3. */
    static Response insufficientAuthentication(Demands demands, Scheme scheme) {
        var challenge = new StringBuilder(scheme + " error=\"insufficient_user_authentication\"");
        Duration maxAge = demands.maxAge();
        if (maxAge != null) {
            challenge.append(", max_age=\"").append(maxAge.toSeconds()).append('"');
        }
        if (demands.acr() != null) {
            challenge.append(", acr_values=\"").append(demands.acr()).append('"');
        }
        return Problem.of(
                        403,
                        "insufficient_user_authentication",
                        "This needs a fresher or stronger sign-in of the user.")
                .builder()
                .header(CHALLENGE, challenge.toString())
                .build();
    }
}
