package dev.gatehouse.oauth.pushed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.limit.Shares;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Peers.Present.class)
class PushedTest {
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final PushedRequests requests;
    private final RedisDataSource redis;
    private final UUID user = UUID.randomUUID();
    private String id = "";
    private String secret = "";
    private String request = "";

    @Inject
    PushedTest(
            ClientAdministration administration,
            ConsentStore consents,
            PushedRequests requests,
            RedisDataSource redis) {
        this.administration = administration;
        this.consents = consents;
        this.requests = requests;
        this.redis = redis;
    }

    @BeforeEach
    void aClientHasARequest() {
        Saved client = Fixtures.register(administration, "client_secret_post");
        id = client.client().clientId();
        secret = String.valueOf(client.secret());
        request = "redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&response_type=code&scope=openid"
                + "&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
    }

    private Response push(String form) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/oauth2/par");
    }

    private String pushed(String form) {
        return push("client_id=" + id + "&client_secret=" + secret + "&" + form)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("expires_in", equalTo(90))
                .body("request_uri", startsWith("urn:ietf:params:oauth:request_uri:"))
                .extract()
                .path("request_uri");
    }

    private ValidatableResponse visit(String clientId, String uri, boolean signedIn) {
        var visitor = given().redirects().follow(false);
        return (signedIn ? visitor.cookie(SessionService.COOKIE, user.toString()) : visitor)
                .queryParam("client_id", clientId)
                .queryParam("request_uri", uri)
                .get("/oauth2/authorize")
                .then();
    }

    /** Once the client has a key that its answers can be encrypted by, the same request is answered. */
    @Test
    void whatCannotBeAnsweredIsNotSpent() {
        consents.allow(user, id, Scope.of("openid"));
        encrypted("RSA-OAEP");
        String uri = pushed(request + "&response_mode=jwt");
        visit(id, uri, true).statusCode(503);
        encrypted("ECDH-ES");
        visit(id, uri, true).statusCode(303).header("Location", startsWith("https://app.example/cb?response="));
    }

    /** By the point of RFC 7515, appendix A.3. */
    private void encrypted(String algorithm) {
        Map<String, Object> key = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        administration.change(
                id,
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of(
                                "jwks",
                                Map.of("keys", List.of(key)),
                                "authorization_encrypted_response_alg",
                                algorithm)));
    }

    @Test
    void comesBackFromTheSignInUntilItIsAnswered() {
        consents.allow(user, id, Scope.of("openid"));
        String uri = pushed(request);
        for (int i = 0; i < 2; i++) {
            String login = visit(id, uri, false)
                    .statusCode(303)
                    .header("Location", startsWith("/login?return_to="))
                    .extract()
                    .header("Location");
            var back = FormParameters.parse(login.substring(login.indexOf('?') + 1));
            assertTrue(String.valueOf(back.get("return_to")).contains("request_uri=urn"), login);
        }
        visit(id, uri, true)
                .statusCode(303)
                .header("Location", allOf(startsWith("https://app.example/cb?code="), containsString("&state=s&")));
        visit(id, uri, true).statusCode(400).body(containsString("decided or too old"));
    }

    @ParameterizedTest
    @CsvSource({"allow, code=", "deny, error=access_denied"})
    void theConsentPageSpendsItToo(String decision, String answer) {
        String uri = pushed(request);
        String page = visit(id, uri, true).statusCode(200).extract().asString();
        // Before that, the page may be loaded anew.
        String other = visit(id, uri, true).statusCode(200).extract().asString();
        for (int i = 0; i < 2; i++) {
            decide(page, decision).statusCode(303).header("Location", containsString(answer));
        }
        decide(other, decision).statusCode(400);
        visit(id, uri, true).statusCode(400);
    }

    private ValidatableResponse decide(String page, String decision) {
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user.toString())
                .formParam("request", page.replaceFirst("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1"))
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("decision", decision)
                .post("/oauth2/authorize/decision")
                .then();
    }

    @Test
    void isItsClientsAlone() {
        String uri = pushed(request);
        String other = Fixtures.register(administration, "none").client().clientId();
        visit(other, uri, true).statusCode(400);
        visit("nobody", uri, true).statusCode(400);
        visit(id, uri + "x", true).statusCode(400);
        visit(id, "urn:ietf:params:oauth:request_uri:", true).statusCode(400);
        // Where a redirect URI that is right comes along, the client is told.
        given().redirects()
                .follow(false)
                .queryParam("client_id", id)
                .queryParam("request_uri", uri + "x")
                .queryParam("redirect_uri", "https://app.example/cb")
                .get("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", startsWith("https://app.example/cb?error=invalid_request_uri"));
    }

    /** The parameters beside it do not count. */
    @Test
    void whatComesBesideItIsPassedOver() {
        String uri = pushed(request);
        given().redirects()
                .follow(false)
                .queryParam("client_id", id)
                .queryParam("request_uri", uri)
                .queryParam("prompt", "none")
                .queryParam("redirect_uri", "https://evil.example")
                .get("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?return_to="));
    }

    @ParameterizedTest
    @CsvSource({
        "scope=openid, scope=admin, 400, invalid_scope",
        "S256, plain, 400, invalid_request",
        "response_type=code, response_type=token, 400, unsupported_response_type",
        "app.example, evil.example, 400, invalid_request",
        "redirect_uri=https%3A%2F%2Fapp.example%2Fcb, x=1, 400, invalid_request",
        "state=s, state=s&state=t, 400, invalid_request",
        "state=s, request_uri=urn:ietf:params:oauth:request_uri:x, 400, invalid_request",
        "state=s, request=x, 400, invalid_request_object",
        "state=s, client_assertion=x, 400, invalid_request"
    })
    void whatIsNotInOrderIsNotKept(String part, String instead, int status, String error) {
        push("client_id=" + id + "&client_secret=" + secret + "&" + request.replace(part, instead))
                .then()
                .statusCode(status)
                .body("error", equalTo(error));
    }

    @Test
    void onlyWhoeverProvesToBeTheClientPushes() {
        push("client_id=" + id + "&client_secret=wrong&" + request)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        push("client_id=" + id + "&" + request).then().statusCode(401);
        push(request).then().statusCode(401);
        given().get("/oauth2/par").then().statusCode(405);
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/par")
                .then()
                .statusCode(415);
    }

    @Test
    void whoeverHasToPushCannotDoWithout() {
        administration.change(
                id,
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("require_pushed_authorization_requests", true)));
        given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get("/oauth2/authorize?client_id=" + id + "&" + request)
                .then()
                .statusCode(303)
                .header("Location", startsWith("https://app.example/cb?error=invalid_request"));
        visit(id, pushed(request), false).header("Location", startsWith("/login?return_to="));
    }

    @Test
    void aClientPushesSoManyInAMinute() {
        RegisteredClient other = another(AuthMethod.client_secret_basic);
        IntStream.range(0, 600).forEach(i -> assertTrue(requests.admits(other)));
        assertFalse(requests.admits(other));
        assertTrue(requests.admits(another(AuthMethod.client_secret_basic)));
    }

    /** Whoever floods with the id of a client without a secret, which anybody knows, keeps nobody else out. */
    @Test
    void ofAPublicClientOneNetworkPushesSoManyInAMinute() {
        String open = Fixtures.register(administration, "none").client().clientId();
        for (int i = 0; i < 60; i++) {
            push(open, "198.51.100.7", 201);
        }
        push(open, "198.51.100.7", 429);
        push(open, "198.51.100.8", 201);
        // As if many networks did.
        redis.value(String.class).setex("oauth:limit:pushed:" + Secrets.sha256(open), 60, "600");
        for (int i = 0; i < Shares.OWN; i++) {
            push(open, "198.51.100.9", 201);
        }
        push(open, "198.51.100.9", 429);
    }

    private static void push(String client, String network, int status) {
        given().header("X-Forwarded-For", network)
                .formParam("client_id", client)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParam("response_type", "code")
                .formParam("scope", "openid")
                .formParam("code_challenge", Fixtures.CHALLENGE)
                .formParam("code_challenge_method", "S256")
                .post("/oauth2/par")
                .then()
                .statusCode(status);
    }

    private static RegisteredClient another(AuthMethod method) {
        return Fixtures.named(Fixtures.client(method, "s"), UUID.randomUUID().toString(), List.of(Fixtures.CALLBACK));
    }

    @Test
    void ofAllAnswersAtOnceOneSpendsIt() {
        String uri = requests.keep(id, FormParameters.parse(request));
        long spent = IntStream.range(0, 16)
                .parallel()
                .filter(i -> requests.spend(uri, "answer " + i))
                .count();
        assertEquals(1, spent);
    }

    @Test
    void metadataSaysWhatIsOn() {
        given().get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("pushed_authorization_request_endpoint", equalTo("http://localhost:8080/oauth2/par"))
                .body("require_pushed_authorization_requests", equalTo(false))
                .body("request_parameter_supported", equalTo(true))
                .body("require_request_uri_registration", equalTo(true))
                .body("request_object_signing_alg_values_supported", hasItems("none", "ES256"))
                .body("response_modes_supported", hasItems("query", "form_post", "jwt", "query.jwt", "form_post.jwt"))
                .body("authorization_signing_alg_values_supported", hasItems("ES256", "RS256"))
                .body("prompt_values_supported", hasItems("none", "login", "consent", "select_account"))
                .body("claims_parameter_supported", equalTo(true));
    }

    @Test
    void isKeptForAsLongAsIsSaid() {
        String name = pushed(request).substring("urn:ietf:params:oauth:request_uri:".length());
        String key = "oauth:par:{" + Secrets.sha256(name) + "}";
        long life = redis.key().pttl(key);
        assertTrue(life > 60_000 && life <= 90_000, () -> life + " ms");
        visit(id, "urn:ietf:params:oauth:request_uri:" + name, false);
        assertTrue(redis.key().pttl(key) > 90_000);
    }
}
