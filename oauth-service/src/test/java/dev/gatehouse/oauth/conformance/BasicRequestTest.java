package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of the plan oidcc-basic-certification-test-plan, by their names: how requests come, and answers go. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class BasicRequestTest {
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private Application app;

    @Inject
    BasicRequestTest(ClientAdministration clients, ConsentStore consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @BeforeEach
    void register() {
        app = new Application(clients, consents, Map.of());
    }

    @Test
    void oidccResponseTypeMissing() {
        var answer = Application.answer(app.ask("response_type", ""));
        assertEquals("invalid_request", answer.get("error"));
        assertEquals("s", answer.get("state"));
        assertNull(answer.get("code"));
    }

    /** oidcc-display-page, oidcc-display-popup, oidcc-claims-locales, oidcc-ui-locales; and what means nothing here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"display=page", "display=popup", "claims_locales=se", "ui_locales=se", "extra=foobar", "acr=x"})
    void oidccEnsureRequestWithUnknownParameterSucceeds(String parameter) {
        String[] pair = parameter.split("=");
        Application.code(app.ask(pair[0], pair[1]));
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
