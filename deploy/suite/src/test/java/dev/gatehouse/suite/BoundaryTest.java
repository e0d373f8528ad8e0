package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public origin lets in, and how it says no. */
class BoundaryTest {
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void theFourServicesAreFourProcesses() {
        var processes = new HashSet<Long>();
        for (String service : List.of("identity", "token", "session", "oauth")) {
            processes.add(gatehouse.suite().pid(service + "-service"));
        }
        assertEquals(4, processes.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/tokens",
                "/internal/authentications",
                "/internal/sessions/lookup",
                "/internal/clients/authentications",
                "/internal/ended-sessions",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/",
                "/nothing/here"
            })
    void whatIsNotPublicIsNotFound(String path) {
        given().spec(gatehouse.origin()).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "19081, identity-service, /users/me",
        "19082, token-service, /verify",
        "19083, session-service, /sessions",
        "19084, oauth-service, /oauth2/token"
    })
    void eachManagementPortDescribesWhatItsServiceServesToCallersOnly(int port, String service, String path) {
        given().get("http://127.0.0.1:" + port + "/q/openapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("info.title", equalTo(service))
                .body("paths.keySet()", hasItem(path))
                .body("paths.keySet()", everyItem(not(startsWith("/internal"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/../internal/tokens",
                "/users/%2e%2e/internal/tokens",
                "//internal/tokens",
                "/users/..%2finternal%2ftokens",
                "/users/;/../internal/tokens",
                "/tokens/..;/internal/tokens"
            })
    void noSpellingOfAPathGetsInside(String path) throws IOException {
        int status = statusOf("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(status == 400 || status == 404, path + " answers " + status);
    }

    private int statusOf(String request) throws IOException {
        return Integer.parseInt(answerTo(request).split(" ", 3)[1]);
    }

    /** To what no client library would send. */
    private String answerTo(String request) throws IOException {
        URI origin = URI.create(gatehouse.issuer());
        try (var socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, /internal/authentications",
        "2, /internal/tokens",
        "3, /internal/sessions/lookup",
        "4, /internal/clients/authentications",
        "4, /internal/ended-sessions"
    })
    void theServicesThemselvesWantAServiceToken(int offset, String path) {
        String direct = "http://127.0.0.1:" + (18080 + offset) + path;
        given().contentType(ContentType.JSON).body("{}").post(direct).then().statusCode(401);
        String token = gatehouse.signInForTokens(gatehouse.register(), "jwt").path("access_token");
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token)
                .body("{}")
                .post(direct)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/tokens", "/tokens/refresh", "/sessions"})
    void aBadBodyIsExplained(String path) {
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body("{\"username\": ")
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", notNullValue())
                .body("detail", not(containsString("Exception")));
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", notNullValue());
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body("[1, 2]")
                .post(path)
                .then()
                .statusCode(400);
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .post(path)
                .then()
                .statusCode(400);
        given().spec(gatehouse.origin())
                .contentType(ContentType.TEXT)
                .body("hello")
                .post(path)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body("{\"username\": \"" + "x".repeat(70_000) + "\"}")
                .post(path)
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/users, 70000",
        "/tokens, 2000000",
        "/sessions, 70000",
        "/login, 2000000",
        "/oauth2/token, 70000",
        "/oauth2/token, 2000000"
    })
    void aBodyThatDoesNotSayItsLengthIsBoundedToo(String path, int size) throws Exception {
        HttpResponse<String> answer = chunked(path, ContentType.URLENC.toString(), "x".repeat(size));
        assertEquals(413, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("body_too_large"), answer.body());
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsReadLikeAnyOther() throws Exception {
        Person alice = gatehouse.register();
        String json = "{\"username\":\"%s\",\"password\":\"%s\",\"type\":\"jwt\"}"
                .formatted(alice.username(), alice.password());
        assertEquals(201, chunked("/tokens", "application/json", json).statusCode());
        HttpResponse<String> form = chunked("/oauth2/token", ContentType.URLENC.toString(), "client_id=none-such");
        assertEquals(401, form.statusCode());
        assertTrue(form.body().contains("invalid_client"), form.body());
    }

    private HttpResponse<String> chunked(String path, String contentType, String body) throws Exception {
        var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(gatehouse.issuer() + path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> bytes))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/tokens", "/login", "/logout"})
    void aContentTypeThatIsNoneIsRefused(String path) throws Exception {
        assertEquals(415, chunked(path, "garbage", "x=1").statusCode());
        assertEquals(415, chunked(path, "*/*", "x=1").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/oauth2/token", "/oauth2/introspect", "/oauth2/authorize/decision"})
    void aFormThatCannotBeReadIsNoMistakeOfOurs(String path) throws Exception {
        for (String form : List.of("username=%zz", "a=1&".repeat(2000))) {
            int status = chunked(path, ContentType.URLENC.toString(), form).statusCode();
            assertTrue(status >= 400 && status < 500, path + " answers " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login?return_to=%zz", "/oauth2/authorize?a=%zz", "/users/%zz", "/verify?scope=%"})
    void anAddressThatCannotBeReadIsExplained(String path) throws IOException {
        String answer = answerTo("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"})
    void oauthEndpointsAnswerInTheFormOfTheirStandard(String path) {
        given().spec(gatehouse.origin())
                .contentType(ContentType.URLENC)
                .formParam("nothing", "useful")
                .post(path)
                .then()
                .statusCode(oneOf(400, 401))
                .contentType(ContentType.JSON)
                .body("error", oneOf("invalid_request", "invalid_client"));
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path)
                .then()
                .statusCode(oneOf(400, 401, 415))
                .body("error", oneOf("invalid_request", "invalid_client"));
        given().spec(gatehouse.origin())
                .contentType(ContentType.URLENC)
                .body("token=" + "x".repeat(70_000))
                .post(path)
                .then()
                .statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/no-such-thing/at/all", "/tokens/none/such", "/sessions/a/b/c", "/oauth2/none-such"})
    void anUnknownRouteBehindTheProxyIsNotFound(String path) {
        given().spec(gatehouse.origin())
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void aWrongMethodNamesTheRightOnes() {
        given().spec(gatehouse.origin())
                .get("/oauth2/token")
                .then()
                .statusCode(405)
                .header("Allow", "POST");
        gatehouse
                .asAdmin()
                .put("/users/" + UUID.randomUUID())
                .then()
                .statusCode(405)
                .header("Allow", "DELETE, GET, HEAD, PATCH");
    }
}
