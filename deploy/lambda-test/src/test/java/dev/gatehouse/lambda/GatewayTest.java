package dev.gatehouse.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.lambda.setup.Answer;
import dev.gatehouse.lambda.setup.Call;
import dev.gatehouse.lambda.setup.Functions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions answer as the services do, although the way to them is another. */
class GatewayTest {
    private static final String COOKIE = "__Host-gatehouse";
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static Functions functions;

    private final String username = "alice-" + UUID.randomUUID().toString().substring(0, 8);
    private final String password = "long and easy to type " + username;

    @BeforeAll
    static void deploy() throws IOException {
        functions = Functions.start();
    }

    @AfterAll
    static void remove() throws IOException {
        functions.close();
    }

    @ParameterizedTest
    @CsvSource({
        "identity-service, /users/me, 401",
        "token-service, /verify, 401",
        "token-service, /.well-known/jwks.json, 200",
        "session-service, /login, 200",
        "oauth-service, /.well-known/openid-configuration, 200",
        "identity-service, /internal/users/x, 401",
        "token-service, /internal/tokens, 405"
    })
    void eachServiceAnswers(String service, String path, int status) {
        assertEquals(status, functions.of(service).call(Call.get(path)).status());
    }

    @Test
    void applicationsAreToldThePublicOrigin() {
        JsonNode metadata = functions
                .of("oauth-service")
                .call(Call.get("/.well-known/openid-configuration"))
                .json();
        assertEquals(Functions.ISSUER, metadata.path("issuer").asText());
        assertEquals(
                Functions.ISSUER + "/oauth2/token",
                metadata.path("token_endpoint").asText());
    }

    /** Four functions take part: identity knows the password, token signs, session opens, and each asks token who it is. */
    @Test
    void oneSignsInByTokenAndByCookie() {
        register();
        String token = signIn().path("access_token").asText();
        Answer me = functions.of("identity-service").call(Call.get("/users/me").bearer(token));
        assertEquals(username, me.json().path("username").asText(), me.body());

        Answer opened = functions.of("session-service").call(credentials("/sessions"));
        assertEquals(201, opened.status(), opened.body());
        assertFalse(opened.headers().containsKey("set-cookie"));
        String cookie = opened.cookie(COOKIE).orElseThrow();
        Answer session = functions
                .of("session-service")
                .call(Call.get("/sessions/current")
                        .cookie(COOKIE + "-lang", "de")
                        .cookie(COOKIE, cookie));
        assertEquals(200, session.status(), session.body());
        assertTrue(session.json().has("csrf_token"));
    }

    @Test
    void anApplicationGetsATokenForItself() {
        String admin = functions
                .of("token-service")
                .call(Call.post(
                        "/tokens",
                        Map.of(
                                "username",
                                Functions.ADMIN,
                                "password",
                                Functions.ADMIN_PASSWORD,
                                "type",
                                "jwt",
                                "scope",
                                "gatehouse:admin")))
                .json()
                .path("access_token")
                .asText();
        Answer made = functions
                .of("oauth-service")
                .call(Call.post(
                                "/clients",
                                Map.of(
                                        "client_name", "An API",
                                        "grant_types", List.of("client_credentials"),
                                        "scope", "notes:read gatehouse:revocations"))
                        .bearer(admin));
        assertEquals(201, made.status(), made.body());
        Answer token = functions
                .of("oauth-service")
                .call(Call.form("/oauth2/token", "grant_type=client_credentials&scope=gatehouse%3Arevocations")
                        .basic(
                                made.json().path("client_id").asText(),
                                made.json().path("client_secret").asText()));
        assertEquals(200, token.status(), token.body());

        // The stream of revocations is whole, and ends, so that it can be asked for again.
        Answer told = functions
                .of("token-service")
                .call(Call.get("/revocations")
                        .bearer(token.json().path("access_token").asText()));
        assertEquals(200, told.status(), told.body());
        assertTrue(told.body().contains("event:reached"), told.body());
    }

    /** An HTTP API adds the address to what the caller said; and what has a comma in it is one value all the same. */
    @Test
    void aCallerIsKnownByTheAddressOfItsConnection() {
        register();
        Answer opened = functions
                .of("session-service")
                .call(credentials("/sessions")
                        .from("203.0.113.7")
                        .header("X-Forwarded-For", "10.1.2.3")
                        .header("Forwarded", "for=10.1.2.3")
                        .header("User-Agent", CHROME));
        Answer sessions = functions
                .of("session-service")
                .call(Call.get("/sessions").cookie(COOKIE, opened.cookie(COOKIE).orElseThrow()));
        JsonNode session = (sessions.json().has(0)
                        ? sessions.json()
                        : sessions.json().elements().next())
                .get(0);
        assertEquals("203.0.113.7", session.path("address").asText(), sessions.body());
        assertEquals("Chrome on Linux", session.path("device").asText(), sessions.body());
    }

    @Test
    void whatWasRevokedWhileAFunctionWasFrozenItRefusesOnceThawed() throws Exception {
        register();
        String token = signIn().path("access_token").asText();
        Call verify = Call.get("/verify").bearer(token);
        assertEquals(200, functions.of("token-service").call(verify).status());
        functions.of("token-service").freeze();
        try {
            assertEquals(
                    204,
                    functions
                            .of("another token-service")
                            .call(Call.delete("/tokens/current").bearer(token))
                            .status());
        } finally {
            functions.of("token-service").thaw();
        }
        assertEquals(401, functions.of("token-service").call(verify).status());
    }

    /** Nothing of a password is remembered, for a function hears of no change while it is frozen. */
    @Test
    void aPasswordIsCheckedAtEachCall() {
        register();
        assertEquals(
                200,
                functions
                        .of("token-service")
                        .call(Call.get("/verify").basic(username, password))
                        .status());
        assertEquals(
                401,
                functions
                        .of("token-service")
                        .call(Call.get("/verify").basic(username, password + "!"))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "token-service", "session-service", "oauth-service"})
    void aScheduleKeepsAFunctionAwakeForAWhile(String service) {
        assertEquals(204, functions.of(service).invoke(functions.awake(service)).status());
    }

    private void register() {
        Answer made = functions
                .of("identity-service")
                .call(Call.post(
                        "/users",
                        Map.of("username", username, "email", username + "@example.test", "password", password)));
        assertEquals(201, made.status(), made.body());
    }

    private JsonNode signIn() {
        Answer answer = functions.of("token-service").call(credentials("/tokens"));
        assertEquals(201, answer.status(), answer.body());
        return answer.json();
    }

    private Call credentials(String path) {
        return Call.post(path, Map.of("username", username, "password", password));
    }
}
