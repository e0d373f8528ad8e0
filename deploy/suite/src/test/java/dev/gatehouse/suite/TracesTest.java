package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Span;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trace goes through all services that a call comes to, and through what they keep their data in. */
class TracesTest {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @BeforeEach
    void onlyWhatComesNow() throws IOException {
        gatehouse.watched().traces().mark();
    }

    private RequestSpecification traced() {
        return given().spec(gatehouse.origin()).header("traceparent", "00-" + TRACE + "-eee19b7ec3c1b174-01");
    }

    private List<Span> spans() {
        try {
            return gatehouse.watched().traces().since();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a span of that trace is there with all the rest. */
    private void comes(String what, Predicate<Span> rest) {
        Until.holds(
                what + " is in the trace",
                () -> spans().stream().anyMatch(span -> span.trace().equals(TRACE) && rest.test(span)));
    }

    private static String bytes(String trace) {
        return new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aCallIsOneTraceThroughAllServicesRedisAndPostgreSQL() {
        OAuthClient client = gatehouse.confidentialClient("https://notes.example/callback");
        traced().auth()
                .preemptive()
                .basic(alice.username(), alice.password())
                .get("/verify")
                .then()
                .statusCode(200);
        traced().contentType(ContentType.JSON)
                .body(Map.of("username", alice.username(), "password", alice.password()))
                .post("/sessions")
                .then()
                .statusCode(201);
        traced().header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
        for (String service : List.of("identity-service", "token-service", "session-service", "oauth-service")) {
            comes(service, span -> span.service().equals(service));
        }
        for (String store : List.of("redis", "postgresql")) {
            comes(store, span -> span.text().contains(store));
        }
    }

    @Test
    void aLineOfTheLogHasTheTraceThatItIsOf() {
        traced().auth()
                .preemptive()
                .basic(alice.username(), "not the password of anybody")
                .get("/verify")
                .then()
                .statusCode(401);
        Until.holds("the refusal is logged with its trace", () -> {
            try {
                return gatehouse.watched().log("identity").stream()
                        .anyMatch(line -> line.startsWith("{")
                                && line.contains("sign_in_refused")
                                && line.contains("\"traceId\":\"" + TRACE + "\""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Strangers could have anything go round the services by it, and into their logs. */
    @Test
    void baggageOfStrangersIsLeftAtTheDoor() {
        traced().header("baggage", "note=from-a-stranger-in-baggage")
                .header("b3", "a3ce929d0e0e4736a3ce929d0e0e4736-a3ce929d0e0e4736-1")
                .auth()
                .preemptive()
                .basic(alice.username(), alice.password())
                .get("/verify?scope=openid")
                .then()
                .statusCode(200);
        comes(
                "/verify",
                span -> span.service().equals("token-service") && span.text().contains("/verify"));
        comes("identity-service", span -> span.service().equals("identity-service"));
        assertEquals(
                List.of(),
                spans().stream()
                        .filter(span -> span.text().contains("from-a-stranger-in-baggage")
                                || span.text().contains(bytes("a3ce929d0e0e4736a3ce929d0e0e4736")))
                        .toList());
    }
}
