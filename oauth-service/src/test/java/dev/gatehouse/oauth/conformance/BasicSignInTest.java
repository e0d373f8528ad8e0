package dev.gatehouse.oauth.conformance;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of the plan oidcc-basic-certification-test-plan, by their names: who is asked to sign in, and who is not. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class BasicSignInTest {
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private Application app;

    @Inject
    BasicSignInTest(ClientAdministration clients, ConsentStore consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @BeforeEach
    void register() {
        app = new Application(clients, consents, Map.of());
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
    void whoeverDeniesIsLedBack() {
        var answer = Application.answer(Application.decide(app.user, app.ask("prompt", "consent"), "deny"));
        assertEquals("access_denied", answer.get("error"));
        assertEquals("s", answer.get("state"));
    }
}
