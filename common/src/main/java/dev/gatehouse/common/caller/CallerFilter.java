package dev.gatehouse.common.caller;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.problem.AcceptHeader;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks {@code /verify} before an endpoint marked {@link RequiresCaller} runs, and passes its refusals on unchanged. */
public class CallerFilter {
    private static final Set<Integer> PASSED_ON = Set.of(400, 401, 403, 429, 503);
    private final VerifyEndpoint endpoint;
    private final CurrentCaller current;

    CallerFilter(VerifyEndpoint endpoint, CurrentCaller current) {
        this.endpoint = endpoint;
        this.current = current;
    }

    @RequiresCaller
    @ServerRequestFilter(nonBlocking = true)
    public Uni<@Nullable Response> ask(ContainerRequestContext request) {
        return endpoint.verify(request).map(answer -> admit(answer, request));
    }

    private @Nullable Response admit(Peer.Answer answer, ContainerRequestContext request) {
        if (answer.status() != 200) {
            Response refused = pass(answer);
            if (browses(request)) {
                // Challenged for a password, a browser asks for one itself, keeps it, and shows no page of ours.
                refused.getHeaders()
                        .computeIfPresent(
                                HttpHeaders.WWW_AUTHENTICATE,
                                (name, challenges) -> challenges.stream()
                                        .filter(challenge ->
                                                !challenge.toString().startsWith("Basic "))
                                        .toList());
            }
            return refused;
        }
        current.set(caller(answer));
        return null;
    }

    private static boolean browses(ContainerRequestContext request) {
        return request.getHeaders().containsKey("Sec-Fetch-Site")
                || AcceptHeader.prefersHtml(request.getHeaderString(HttpHeaders.ACCEPT));
    }

    /** Of an answer of 200. */
    static Caller caller(Peer.Answer answer) {
        String subject = answer.headers().get("X-Auth-Subject");
        String method = answer.headers().get("X-Auth-Method");
        if (subject == null || method == null) {
            throw new IllegalStateException("/verify answered 200 without a subject");
        }
        JsonObject told =
                answer.body().length() == 0 ? new JsonObject() : answer.body().toJsonObject();
        return new Caller(
                subject,
                username(answer.headers().get("X-Auth-Username")),
                answer.headers().get("X-Auth-Client"),
                Scope.parse(answer.headers().get("X-Auth-Scope")),
                method,
                answer.headers().get("X-Auth-Session"),
                authTime(answer.headers().get("X-Auth-Time")),
                acr(told),
                told.getValue("client_subject") instanceof String pairwise ? pairwise : null,
                texts(told.getValue("userinfo_claims")));
    }

    /** Percent-encoded, as headers have no letters but those of ASCII; a plus is a plus. */
    private static @Nullable String username(@Nullable String encoded) {
        return encoded == null ? null : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable Instant authTime(@Nullable String seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /** Headers do not tell it; where the body does not, nobody has signed in strongly. */
    private static @Nullable AuthenticationClass acr(JsonObject told) {
        return told.getValue("acr") instanceof String value
                ? AuthenticationClass.named(value).orElse(null)
                : null;
    }

    /** None where they are not told, as by a replica of the version before. */
    private static List<String> texts(@Nullable Object told) {
        return told instanceof JsonArray array
                ? array.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** Of any other answer. */
    static Response pass(Peer.Answer answer) {
        if (!PASSED_ON.contains(answer.status())) {
            return Problem.unavailable();
        }
        var builder = Response.status(answer.status())
                .type(Problem.MEDIA_TYPE)
                .entity(answer.body().toString())
                .header("Cache-Control", "no-store");
        for (String name : List.of("WWW-Authenticate", "DPoP-Nonce", "Retry-After")) {
            answer.headers().getAll(name).forEach(value -> builder.header(name, value));
        }
        return builder.build();
    }
}
