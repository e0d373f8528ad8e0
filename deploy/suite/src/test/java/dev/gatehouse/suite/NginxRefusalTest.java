package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.backing.Ports;
import dev.gatehouse.suite.setup.EchoingApi;
import dev.gatehouse.suite.setup.EchoingApi.Arrival;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.GuardedApi;
import dev.gatehouse.suite.setup.Nginx;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/examples/nginx, on a real nginx: who does not get through to the API, and what is not believed of whom. */
class NginxRefusalTest {
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private final GuardedApi guarded = GuardedApi.running();
    private final Person ada = GATEHOUSE.register();

    @Test
    void whoSendsNothingIsChallengedForEachScheme() {
        Response answer = guarded.call().get("/orders");
        answer.then().statusCode(401).contentType("application/problem+json").header("Cache-Control", "no-store");
        assertThat(challenges(answer), containsString("Bearer realm="));
        assertThat(challenges(answer), containsString("Basic realm="));
        assertTrue(guarded.api().untouched());
    }

    @Test
    void aMissingScopeIsNamed() {
        guarded.bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .get("/notes/1")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("insufficient_scope"))
                .header("WWW-Authenticate", containsString("scope=\"notes:read\""));
        assertTrue(guarded.api().untouched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void anUnsafeMethodByCookieNeedsTheCsrfToken(String method) {
        Response session = GATEHOUSE.signInForCookie(ada);
        String cookie = session.cookie(Gatehouse.COOKIE);
        String csrf = session.path("csrf_token");
        guarded.call()
                .cookie(Gatehouse.COOKIE, cookie)
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        guarded.call()
                .cookie(Gatehouse.COOKIE, cookie)
                .header("X-CSRF-Token", csrf)
                .header("Origin", "https://evil.example")
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403);
        // The method is the one of the call, whatever the caller says that it be.
        guarded.call()
                .cookie(Gatehouse.COOKIE, cookie)
                .header("X-Forwarded-Method", "GET")
                .header("X-Original-Method", "GET")
                .header("X_Forwarded_Method", "GET")
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        assertTrue(guarded.api().untouched());
        guarded.call()
                .cookie(Gatehouse.COOKIE, cookie)
                .header("X-CSRF-Token", csrf)
                .body("a body")
                .request(method, "/orders?page=2")
                .then()
                .statusCode(200);
        Arrival arrival = guarded.api().arrival();
        assertEquals(method, arrival.method());
        assertEquals("/orders?page=2", arrival.path());
        assertEquals("a body", arrival.body());
    }

    @Test
    void whatTheCallerSaysOfItselfReachesNobody() {
        var smuggling = Map.of(
                "X-Auth-Subject", "someone",
                "X-Auth-Username", "someone",
                "X-Auth-Client", "someone",
                "X-Auth-Scope", "gatehouse:admin",
                "X-Auth-Method", "basic",
                "X-Auth-Session", "someone",
                "X-Auth-Audience", "https://elsewhere.example",
                "X-Auth-Time", "1",
                "X-Forwarded-Method", "TRACE",
                "X-Forwarded-Uri", "/elsewhere");
        guarded.call().headers(smuggling).get("/orders").then().statusCode(401);
        assertTrue(guarded.api().untouched());
        guarded.bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .headers(smuggling)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("Forwarded", "for=203.0.113.9")
                .header("X_Auth_Subject", "someone")
                .get("/orders")
                .then()
                .statusCode(200);
        Arrival arrival = guarded.api().arrival();
        assertEquals(ada.id(), arrival.header("X-Auth-Subject"));
        assertEquals(ada.username(), arrival.header("X-Auth-Username"));
        assertEquals("jwt", arrival.header("X-Auth-Method"));
        // A first-party token has neither, and no sent one takes the place.
        assertEquals("", arrival.header("X-Auth-Client"));
        assertEquals("", arrival.header("X-Auth-Session"));
        assertEquals("127.0.0.1", arrival.header("X-Forwarded-For"));
        assertEquals("127.0.0.1", arrival.header("X-Forwarded-Host"));
        for (String gone : List.of(
                "X-Forwarded-Method",
                "X-Forwarded-Uri",
                "X-Forwarded-Prefix",
                "X-HTTP-Method-Override",
                "Forwarded",
                "X_Auth_Subject")) {
            assertEquals("", arrival.header(gone), gone);
        }
    }

    /** Gatehouse believes nginx of this header, where it is told to. */
    @Test
    void aCertificateThatTheCallerNamesReachesNobody() throws Exception {
        try (var asked = new EchoingApi();
                var before = Nginx.start(asked.port(), guarded.api().port())) {
            given().baseUri(before.origin().toString())
                    .header("Client-Cert", ":AAAA:")
                    .get("/orders")
                    .then()
                    .statusCode(200);
            Arrival question = asked.arrival();
            assertEquals("/verify", question.path());
            assertEquals("", question.header("Client-Cert"));
            assertEquals("", guarded.api().arrival().header("Client-Cert"));
        }
    }

    @Test
    void twoCredentialsAreRefused() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        guarded.call()
                .header("Authorization", "Bearer " + token, Gatehouse.basic(ada.username(), ada.password()))
                .get("/orders")
                .then()
                .statusCode(400);
        assertTrue(guarded.api().untouched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void aRevokedTokenIsRefusedAtOnce(String form) {
        String token = GATEHOUSE.signInForTokens(ada, form).path("access_token");
        guarded.bearer(token).get("/orders").then().statusCode(200);
        guarded.api().arrival();
        GATEHOUSE.bearer(token).delete("/tokens/current").then().statusCode(204);
        Response answer = guarded.bearer(token).get("/orders");
        assertEquals(401, answer.statusCode());
        assertThat(challenges(answer), containsString("error=\"invalid_token\""));
        assertTrue(guarded.api().untouched());
    }

    @Test
    void theQuestionCannotBeAskedFromOutside() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        guarded.bearer(token).get("/_gatehouse/verify").then().statusCode(404);
        guarded.bearer(token).get("/_gatehouse/verify/notes").then().statusCode(404);
    }

    @Test
    void aGatehouseThatIsAwayLetsNobodyIn() throws Exception {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        try (var alone = Nginx.start(Ports.free(), guarded.api().port())) {
            given().baseUri(alone.origin().toString())
                    .header("Authorization", "Bearer " + token)
                    .get("/orders")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json");
        }
        assertTrue(guarded.api().untouched());
    }

    @Test
    void withoutRedisCallersAreAskedToComeBack() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        GATEHOUSE.suite().backing().redis().stop();
        try {
            guarded.bearer(token).get("/orders").then().statusCode(503).header("Retry-After", notNullValue());
            assertTrue(guarded.api().untouched());
        } finally {
            GATEHOUSE.suite().backing().redis().start();
        }
        Until.holds(
                "tokens count again", () -> guarded.bearer(token).get("/orders").statusCode() == 200);
        guarded.api().arrival();
    }

    /** Of one header or several: both are one list (RFC 9110, section 5.3). */
    private static String challenges(Response answer) {
        return String.join(", ", answer.headers().getValues("WWW-Authenticate"));
    }
}
