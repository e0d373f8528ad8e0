package dev.gatehouse.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.gatehouse.common.peer.ServiceTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The other services, as they call this one. */
@Dependent
public class Peers {
    private final ServiceTokens tokens;

    @Inject
    Peers(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** A call by another service. */
    public RequestSpecification internal() {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.tokenFor("session-service"));
    }

    /** The cookie of a new session of somebody. */
    public String open() {
        return open(UUID.randomUUID());
    }

    public String open(UUID subject) {
        return open(subject, Map.of());
    }

    /** @param more of the order */
    public String open(UUID subject, Map<String, Object> more) {
        var user = Map.of(
                "outcome",
                "authenticated",
                "subject",
                subject.toString(),
                "username",
                "alice",
                "scope",
                "openid account",
                "amr",
                List.of("pwd"),
                "auth_time",
                Instant.now().toString());
        var order = new HashMap<String, Object>(more);
        order.put("user", user);
        String header = internal()
                .body(order)
                .post("/internal/sessions")
                .then()
                .statusCode(200)
                .body("set_cookie", containsString("; Path=/; Secure; HttpOnly; SameSite=Lax"))
                .extract()
                .path("set_cookie");
        return header.substring("__Host-gatehouse=".length(), header.indexOf(';'));
    }

    /** What is said of a call with that cookie. */
    public ValidatableResponse lookup(
            String cookie, String method, @Nullable String csrfToken, @Nullable String origin) {
        var use = new HashMap<String, String>(Map.of("cookie", cookie, "method", method));
        if (csrfToken != null) {
            use.put("csrf_token", csrfToken);
        }
        if (origin != null) {
            use.put("origin", origin);
        }
        return internal().body(use).post("/internal/sessions/lookup").then().statusCode(200);
    }
}
