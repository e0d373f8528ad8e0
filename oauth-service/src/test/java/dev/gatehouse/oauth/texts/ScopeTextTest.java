package dev.gatehouse.oauth.texts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scopes of APIs in words, in every language of the pages. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class ScopeTextTest {
    private static final String PATH = "/consents/scopes/";
    private static final Map<String, String> TEXTS =
            Map.of("en", "read your <orders>", "de", "Ihre Bestellungen lesen");
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final String scope = "orders:" + UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    @Inject
    ScopeTextTest(ClientAdministration clients, ConsentStore consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @ParameterizedTest
    @CsvSource({"en, read your &lt;orders&gt;", "de, Ihre Bestellungen lesen", "fr, read your &lt;orders&gt;"})
    void usersReadThemBeforeTheyAllow(String language, String text) {
        put(scope, TEXTS).statusCode(200).body("scope", equalTo(scope));
        consentPage(language).body(containsString("<li>" + text + "</li>")).body(not(containsString(scope + "”")));
    }

    @Test
    void usersReadThemOfWhatTheyAllowed() {
        put(scope, TEXTS).statusCode(200);
        consents.allow(user, client(), Scope.of("openid", scope));
        given().cookie(SessionService.COOKIE, user.toString())
                .header("Accept-Language", "de")
                .get("/account/applications")
                .then()
                .statusCode(200)
                .body(containsString("Ihre Bestellungen lesen"));
    }

    @Test
    void aScopeWithoutAnyIsShownAsItIs() {
        put(scope, TEXTS).statusCode(200);
        admin().get("/consents/scopes").then().statusCode(200).body("scopes.scope", hasItem(scope));
        admin().delete(PATH + scope).then().statusCode(204);
        admin().delete(PATH + scope).then().statusCode(404);
        consentPage("en").body(containsString("use “" + scope + "”"));
    }

    @Test
    void theyCanBeChanged() {
        put(scope, TEXTS).statusCode(200);
        put(scope, Map.of("en", "see orders", "de", "Bestellungen sehen")).statusCode(200);
        consentPage("en").body(containsString("see orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "email", "account", "scim", "gatehouse:admin", "gatehouse:new", "a b", "\"", "ä"})
    void gatehousesOwnScopesAndWhatIsNoneHaveNoOthers(String other) {
        put(other, TEXTS).statusCode(400).body("violations.field", hasItem("scope"));
    }

    @Test
    void everyLanguageHasOne() {
        put(scope, Map.of("en", "read")).statusCode(400).body("violations.field", hasItem("texts"));
        put(scope, Map.of("en", "read", "de", "lesen", "xx", "?")).statusCode(400);
        put(scope, Map.of("en", "read", "de", " ")).statusCode(400);
        put(scope, Map.of("en", "read", "de", "a\nb")).statusCode(400);
        put(scope, Map.of("en", "read", "de", "x".repeat(201))).statusCode(400);
    }

    @Test
    void onlyAdministratorsThemselvesChangeThem() {
        as("account", null)
                .body(Map.of("texts", TEXTS))
                .put(PATH + scope)
                .then()
                .statusCode(403);
        as("gatehouse:admin", "app")
                .body(Map.of("texts", TEXTS))
                .put(PATH + scope)
                .then()
                .statusCode(403);
        as("account", null).get("/consents/scopes").then().statusCode(403);
        as("gatehouse:admin", "app").delete(PATH + scope).then().statusCode(403);
    }

    private ValidatableResponse put(String name, Map<String, String> texts) {
        return admin().body(Map.of("texts", texts))
                .put("/consents/scopes/{scope}", name)
                .then();
    }

    private RequestSpecification admin() {
        return as("gatehouse:admin", null);
    }

    private RequestSpecification as(String has, @Nullable String client) {
        Map<String, String> told = client == null
                ? Map.of("sub", user.toString(), "username", "root", "scope", has)
                : Map.of("sub", user.toString(), "username", "root", "scope", has, "client_id", client);
        try {
            String token = Base64.getUrlEncoder()
                    .encodeToString(new ObjectMapper().writeValueAsString(told).getBytes(StandardCharsets.UTF_8));
            return given().contentType("application/json").header("Authorization", "Bearer " + token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse consentPage(String language) {
        return given().cookie(SessionService.COOKIE, user.toString())
                .header("Accept-Language", language)
                .queryParam("client_id", client())
                .queryParam("redirect_uri", Fixtures.CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid " + scope)
                .queryParam("code_challenge", Fixtures.CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get("/oauth2/authorize")
                .then()
                .statusCode(200);
    }

    private String client() {
        var asked = Fixtures.metadata(
                "Orders", List.of(Fixtures.CALLBACK), null, null, Scope.of("openid", scope), "none", null, null);
        return assertInstanceOf(ClientAdministration.Saved.class, clients.register(asked))
                .client()
                .clientId();
    }
}
