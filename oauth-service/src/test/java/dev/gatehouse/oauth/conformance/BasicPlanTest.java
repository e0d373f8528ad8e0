package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of the plan oidcc-basic-certification-test-plan, by their names. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class BasicPlanTest {
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final RedisDataSource redis;
    private final String peers;
    private Application app;

    @Inject
    BasicPlanTest(
            ClientAdministration clients,
            ConsentStore consents,
            RedisDataSource redis,
            @ConfigProperty(name = "gatehouse.peers.token") String peers) {
        this.clients = clients;
        this.consents = consents;
        this.redis = redis;
        this.peers = peers;
    }

    @BeforeEach
    void register() {
        app = new Application(clients, consents, Map.of());
    }

    @Test
    void oidccServer() throws IOException {
        var answer = Application.answer(app.ask());
        assertEquals("s", answer.get("state"));
        assertEquals("http://localhost:8080", answer.get("iss"));
        var tokens = app.exchange(String.valueOf(answer.get("code")))
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", containsString("no-store"))
                .body("token_type", equalTo("Bearer"));
        JsonNode order = Application.order(tokens);
        assertEquals(app.id, order.path("id_token").path("audience").asText());
        assertEquals("n", order.path("id_token").path("nonce").asText());
        assertEquals(app.user.toString(), order.path("subject").asText());
    }

    @Test
    void oidccServerClientSecretPost() {
        var post = new Application(clients, consents, "client_secret_post", Map.of());
        String code = Application.code(post.ask());
        // By the header it is not the one that it is registered as.
        post.exchange(code).statusCode(401).body("error", equalTo("invalid_client"));
        given().formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParam("client_id", post.id)
                .formParam("client_secret", post.secret)
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void oidccResponseTypeMissing() {
        var answer = Application.answer(app.ask("response_type", ""));
        assertEquals("invalid_request", answer.get("error"));
        assertEquals("s", answer.get("state"));
        assertNull(answer.get("code"));
    }

    @Test
    void oidccEnsureRequestWithoutNonceSucceedsForCodeFlow() throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("nonce", ""))));
        assertTrue(order.path("id_token").path("nonce").isNull()
                || order.path("id_token").path("nonce").isMissingNode());
    }

    /** oidcc-scope-profile, -email, -address, -phone, -all, and oidcc-ensure-other-scope-order-succeeds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid profile",
                "openid email",
                "openid address",
                "openid phone",
                "openid profile email address phone",
                "email openid"
            })
    void oidccScopes(String scope) throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("scope", scope))));
        assertTrue(order.path("scope").asText().contains("openid"));
        assertTrue(order.path("id_token").isObject());
    }

    @Test
    void oidccEnsureOtherScopeOrderSucceeds() throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("scope", "email openid"))));
        assertEquals(
                "ann@example.test",
                order.path("id_token").path("claims").path("email").asText());
    }

    /** oidcc-display-page, oidcc-display-popup, oidcc-claims-locales, oidcc-ui-locales; and what means nothing here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"display=page", "display=popup", "claims_locales=se", "ui_locales=se", "extra=foobar", "acr=x"})
    void oidccEnsureRequestWithUnknownParameterSucceeds(String parameter) {
        String[] pair = parameter.split("=");
        Application.code(app.ask(pair[0], pair[1]));
    }

    @Test
    void oidccPromptNoneNotLoggedIn() {
        var answer = Application.answer(app.asNobody("prompt", "none"));
        assertEquals("login_required", answer.get("error"));
        assertEquals("s", answer.get("state"));
        assertNull(answer.get("code"));
    }

    @Test
    void oidccPromptNoneLoggedIn() throws IOException {
        JsonNode first = Application.order(app.exchange(Application.code(app.ask())));
        JsonNode second = Application.order(app.exchange(Application.code(app.ask("prompt", "none"))));
        assertEquals(first.path("subject"), second.path("subject"));
    }

    /** Silently nobody is asked, so who has not allowed it yet is not led through. */
    @Test
    void promptNoneWithoutConsent() {
        consents.remove(app.user, app.id);
        assertEquals(
                "consent_required",
                Application.answer(app.ask("prompt", "none")).get("error"));
    }

    @Test
    void oidccPromptLogin() {
        app.ask("prompt", "login").statusCode(303).header("Location", startsWith("/login?prompt=login&"));
    }

    @Test
    void oidccMaxAge1() {
        app.askSignedIn(Duration.ofSeconds(3), "max_age", "1")
                .statusCode(303)
                .header("Location", startsWith("/login?prompt=login&"));
    }

    @Test
    void oidccMaxAge10000() throws IOException {
        var led = app.askSignedIn(Duration.ofSeconds(3), "max_age", "10000");
        JsonNode order = Application.order(app.exchange(Application.code(led)));
        assertTrue(order.path("auth_time").asText().startsWith("20"), order.toString());
    }

    @Test
    void oidccIdTokenHint() {
        String hint = "hint " + app.id + " ";
        Application.code(app.ask("prompt", "none", "id_token_hint", hint + app.user));
        var answer = Application.answer(app.ask("prompt", "none", "id_token_hint", hint + "another"));
        assertEquals("login_required", answer.get("error"));
    }

    @Test
    void oidccLoginHintAndUiLocalesReachTheSignInPage() {
        app.asNobody("login_hint", "ann@example.test", "ui_locales", "de")
                .statusCode(303)
                .header(
                        "Location",
                        allOf(
                                startsWith("/login?"),
                                containsString("login_hint=ann%40example.test"),
                                containsString("ui_locales=de")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:gatehouse:acr:single", "1 2", "unheard:of urn:gatehouse:acr:single"})
    void oidccEnsureRequestWithAcrValuesSucceeds(String values) {
        Application.code(app.ask("acr_values", values));
    }

    @Test
    void oidccCodereuse() {
        String code = Application.code(app.ask());
        app.exchange(code).statusCode(200);
        long before = revoked();
        app.exchange(code).statusCode(400).body("error", equalTo("invalid_grant"));
        assertEquals(before + 1, revoked());
    }

    /** What the first use gave stays noted for longer than the module waits. */
    @Test
    void oidccCodereuse30seconds() {
        String code = Application.code(app.ask());
        app.exchange(code).statusCode(200);
        String used = "oauth:code:used:{" + Secrets.sha256(code) + "}:" + app.id;
        assertTrue(redis.key().pttl(used) > 60_000);
    }

    private long revoked() {
        return given().get(peers + "/seen").asString().lines().count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/cb2",
                "https://app.example/cb?x=1",
                "https://app.example/cb/",
                "https://app.example:443/cb",
                "https://app.example/cb#x",
                "https://evil.example/cb"
            })
    void oidccEnsureRegisteredRedirectUri(String uri) {
        app.ask("redirect_uri", uri)
                .statusCode(400)
                .header("Location", nullValue())
                .body(containsString("not registered"));
        app.ask("redirect_uri", uri, "prompt", "none").statusCode(400).header("Location", nullValue());
    }

    @Test
    void oidccEnsurePostRequestSucceeds() {
        String address = given().redirects()
                .follow(false)
                .formParams(app.request())
                .post("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/oauth2/authorize?"))
                .extract()
                .header("Location");
        var carried = FormParameters.parse(address.substring(address.indexOf('?') + 1));
        app.request().forEach((name, value) -> assertEquals(value, carried.get(name)));
    }

    @Test
    void oidccRequestUriUnsignedSupportedCorrectlyOrRejectedAsUnsupported() {
        var answer = Application.answer(app.ask("request_uri", "https://app.example/request"));
        assertEquals("request_uri_not_supported", answer.get("error"));
    }

    @Test
    void oidccUnsignedRequestObjectSupportedCorrectlyOrRejectedAsUnsupported() {
        var answer = Application.answer(app.ask("state", "", "nonce", "", "request", unsigned(Fixtures.CALLBACK)));
        assertNotNull(answer.get("code"));
        assertEquals("inside", answer.get("state"));
    }

    @Test
    void oidccEnsureRequestObjectWithRedirectUri() {
        Application.code(app.ask("redirect_uri", "https://evil.example/", "request", unsigned(Fixtures.CALLBACK)));
        app.ask("request", unsigned("https://evil.example/")).statusCode(400).header("Location", nullValue());
    }

    /** A client that signs its requests is sent no others. */
    @Test
    void anUnsignedRequestObjectIsNoneOfAClientThatIsRegisteredToSign() {
        var signs = new Application(clients, consents, Map.of("request_object_signing_alg", "RS256"));
        var answer = Application.answer(signs.ask("request", unsigned(Fixtures.CALLBACK)));
        assertEquals("invalid_request_object", answer.get("error"));
    }

    private String unsigned(String redirectUri) {
        return base64("{\"alg\":\"none\"}") + "." + base64("""
                {"client_id": "%s", "redirect_uri": "%s", "response_type": "code", "scope": "openid", "state": "inside"}
                """.formatted(app.id, redirectUri)) + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oidccClaimsEssential() throws IOException {
        var led = app.ask("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
        JsonNode order = Application.order(app.exchange(Application.code(led)));
        assertEquals("[\"name\"]", order.path("terms").path("userinfo_claims").toString(), order.toString());
    }

    @Test
    void oidccRefreshToken() throws IOException {
        ValidatableResponse page = app.ask("scope", "openid offline_access", "prompt", "consent");
        JsonNode order = Application.order(app.exchange(Application.code(Application.decide(app.user, page, "allow"))));
        assertTrue(order.path("refresh").asBoolean());
        given().auth()
                .preemptive()
                .basic(app.id, app.secret)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", Secrets.generate(SecretKind.REFRESH_TOKEN))
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void oidccEnsureRequestWithValidPkceSucceeds() {
        String code = Application.code(app.ask("code_challenge", Fixtures.CHALLENGE, "code_challenge_method", "S256"));
        app.exchange(code, "code_verifier", Fixtures.VERIFIER).statusCode(200);
    }

    /** RFC 7636, section 4.6; and a verifier for what had no challenge was added on the way. */
    @Test
    void aVerifierThatIsWrongOrMissingOrUnaskedForGivesNothing() {
        for (String[] verifier : new String[][] {{}, {"code_verifier", Fixtures.CHALLENGE}}) {
            String code =
                    Application.code(app.ask("code_challenge", Fixtures.CHALLENGE, "code_challenge_method", "S256"));
            app.exchange(code, verifier).statusCode(400).body("error", equalTo("invalid_grant"));
        }
        app.exchange(Application.code(app.ask()), "code_verifier", Fixtures.VERIFIER)
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void whoeverDeniesIsLedBack() {
        var answer = Application.answer(Application.decide(app.user, app.ask("prompt", "consent"), "deny"));
        assertEquals("access_denied", answer.get("error"));
        assertEquals("s", answer.get("state"));
    }

    /** oidcc-response-type-missing and the like in the mode form_post: plan oidcc-formpost-basic. */
    @ParameterizedTest
    @ValueSource(strings = {"unsupported_response_type", "login_required", "invalid_scope"})
    void byAFormAnErrorComesTheSameWay(String error) {
        ValidatableResponse answer = switch (error) {
            case "login_required" -> app.asNobody("response_mode", "form_post", "prompt", "none");
            case "invalid_scope" -> app.ask("response_mode", "form_post", "scope", "unheard:of");
            default -> app.ask("response_mode", "form_post", "response_type", "token");
        };
        answer.statusCode(200)
                .header("Location", nullValue())
                .header("Cache-Control", containsString("no-store"))
                .body(allOf(
                        containsString("action=\"" + Fixtures.CALLBACK + "\""),
                        containsString("name=\"error\" value=\"" + error + "\""),
                        containsString("name=\"state\" value=\"s\""),
                        not(containsString("name=\"code\""))));
    }

    @Test
    void byAFormTheCodeIsInNoAddress() {
        String page = app.ask("response_mode", "form_post")
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString("action=\"" + Fixtures.CALLBACK + "\""))
                .extract()
                .asString();
        app.exchange(page.replaceFirst("(?s).*name=\"code\" value=\"([^\"]+)\".*", "$1"))
                .statusCode(200);
        // Nobody is led to what is not registered, by a form neither.
        app.ask("response_mode", "form_post", "redirect_uri", "https://evil.example/")
                .statusCode(400)
                .body(not(containsString("action=")));
    }
}
