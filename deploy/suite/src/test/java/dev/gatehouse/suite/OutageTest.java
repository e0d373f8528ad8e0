package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part goes away, and comes back: callers are told to come back too, and nothing is lost. */
class OutageTest {
    private static final List<String> SERVICES =
            List.of("identity-service", "token-service", "session-service", "oauth-service");
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @Test
    void withoutPostgreSqlCallersAreAskedToComeBack() {
        gatehouse.suite().backing().postgres().stop();
        try {
            Until.holds("readiness goes down", () -> ready("identity-service") == 503);
            assertUnavailable(gatehouse.signInForTokens(alice, "jwt"));
            assertUnavailable(gatehouse.signInForCookie(alice));
        } finally {
            gatehouse.suite().backing().postgres().start();
        }
        Until.holds(
                "signing in works again",
                () -> gatehouse.signInForTokens(alice, "jwt").statusCode() == 201);
        SERVICES.forEach(service -> Until.holds(service + " is ready again", () -> ready(service) == 200));
    }

    @Test
    void withoutRedisCallersAreAskedToComeBackAndSessionsSurvive() {
        Response session = gatehouse.signInForCookie(alice);
        Supplier<Response> current = () -> given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, session.cookie(Gatehouse.COOKIE))
                .get("/sessions/current");
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        gatehouse.suite().backing().redis().stop();
        try {
            Until.holds("readiness goes down", () -> ready("session-service") == 503);
            assertUnavailable(current.get());
            assertUnavailable(gatehouse.bearer(token).get("/verify"));
        } finally {
            gatehouse.suite().backing().redis().start();
        }
        Until.holds("the session is there again", () -> current.get().statusCode() == 200);
        Until.holds(
                "tokens count again",
                () -> gatehouse.bearer(token).get("/verify").statusCode() == 200);
        SERVICES.forEach(service -> Until.holds(service + " is ready again", () -> ready(service) == 200));
    }

    @Test
    void aRedisThatIsStartedAnewHasEverySessionAndKnowsWhoseItIs() {
        Person bob = gatehouse.register();
        List<String> cookies = Stream.of(alice, bob, alice, bob, bob)
                .map(each -> gatehouse.signInForCookie(each).cookie(Gatehouse.COOKIE))
                .toList();
        gatehouse.suite().backing().redis().stop();
        gatehouse.suite().backing().redis().start();
        SERVICES.forEach(service -> Until.holds(service + " is ready again", () -> ready(service) == 200));
        cookies.forEach(cookie -> given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/sessions/current")
                .then()
                .statusCode(200));
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookies.getLast())
                .get("/sessions")
                .then()
                .statusCode(200)
                .body("sessions", hasSize(3));
    }

    @Test
    void aRedisThatHangsIsOneThatIsAway() throws Exception {
        String token = gatehouse.signInForTokens(alice, "opaque").path("access_token");
        gatehouse.pauseRedis(Duration.ofSeconds(20));
        assertUnavailable(gatehouse.bearer(token).get("/verify"));
        Until.holds(
                "it answers again", () -> gatehouse.bearer(token).get("/verify").statusCode() == 200);
    }

    @Test
    void aRevocationOutlivesTheLossOfRedis() throws Exception {
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        String other = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        gatehouse.bearer(token).delete("/tokens/current").then().statusCode(204);
        gatehouse.flushRedis();
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.bearer(other).get("/verify").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void eachServiceCanBeRestartedAloneUnderWay(String service) {
        Response session = gatehouse.signInForCookie(alice);
        Response tokens = gatehouse.signInForTokens(alice, "jwt");
        OAuthClient client = gatehouse.resourceServer();
        Map<String, Long> before = pids();
        gatehouse.suite().restart(service);
        Map<String, Long> after = pids();
        for (String each : SERVICES) {
            assertEquals(each.equals(service), !Objects.equals(before.get(each), after.get(each)), each);
        }
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, session.cookie(Gatehouse.COOKIE))
                .get("/users/me")
                .then()
                .statusCode(200);
        gatehouse.bearer(tokens.path("access_token")).get("/verify").then().statusCode(200);
        gatehouse
                .introspect(client, tokens.path("access_token"))
                .then()
                .statusCode(200)
                .body("active", org.hamcrest.Matchers.equalTo(true));
    }

    @Test
    void aServiceThatDiesIsStartedAgain() {
        long before = gatehouse.suite().pid("session-service");
        gatehouse.suite().kill("session-service");
        assertUnavailable(given().spec(gatehouse.origin()).get("/sessions/current"));
        Until.holds(
                "it answers again",
                () -> given().spec(gatehouse.origin()).get("/sessions/current").statusCode() == 401);
        assertTrue(before != gatehouse.suite().pid("session-service"));
    }

    @Test
    void aRemovalThatMeetsAnOutageIsFinishedAfterIt() {
        Person bob = gatehouse.register();
        Response session = gatehouse.signInForCookie(bob);
        String token = gatehouse.signInForTokens(bob, "jwt").path("access_token");
        gatehouse.suite().kill("session-service");
        gatehouse.bearer(token).delete("/users/me").then().statusCode(202);
        gatehouse.signInForTokens(bob, "jwt").then().statusCode(401);
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        Until.holds(
                "the user is gone",
                () -> gatehouse.asAdmin().get("/users/" + bob.id()).statusCode() == 404);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, session.cookie(Gatehouse.COOKIE))
                .get("/sessions/current")
                .then()
                .statusCode(401);
    }

    private Map<String, Long> pids() {
        return SERVICES.stream()
                .collect(java.util.stream.Collectors.toMap(
                        service -> service, service -> gatehouse.suite().pid(service)));
    }

    private static void assertUnavailable(Response answer) {
        answer.then().statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue());
    }

    /** The readiness that an orchestrator would see. */
    private int ready(String service) {
        int port = URI.create(gatehouse.issuer()).getPort() + 1001 + SERVICES.indexOf(service);
        return given().get("http://127.0.0.1:" + port + "/q/health/ready").statusCode();
    }
}
