package dev.gatehouse.oauth.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person sees of this service. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class PagesTest {
    private static final String PATH = "/account/applications";
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final String peer;
    private final UUID user = UUID.randomUUID();

    @Inject
    PagesTest(
            ClientAdministration clients,
            ConsentStore consents,
            @ConfigProperty(name = "gatehouse.peers.token") String peer) {
        this.clients = clients;
        this.consents = consents;
        this.peer = peer;
    }

    @ParameterizedTest
    @CsvSource({
        "en, Allow access for Notes &lt;b&gt;?, see your profile, use “orders:read”, Do not allow",
        "de, Zugriff für Notes &lt;b&gt; erlauben?, Ihr Profil sehen, „orders:read“ nutzen, Nicht erlauben"
    })
    void anApplicationIsAllowedInWords(String language, String title, String profile, String orders, String deny) {
        visitor()
                .header("Accept-Language", language)
                .get(authorize())
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", not(containsString("form-action")))
                .body(allOf(
                        containsString("<html lang=\"" + language + "\">"),
                        containsString("<h1>" + title + "</h1>"),
                        containsString(profile),
                        containsString(orders),
                        containsString(deny),
                        not(containsString("notice")),
                        not(containsString("<b>"))));
    }

    @Test
    void whatTheUserDeniesIsToldToTheApplication() {
        String page = visitor().get(authorize()).asString();
        decide(page, "deny")
                .then()
                .statusCode(303)
                .header("Location", startsWith(Fixtures.CALLBACK + "?error=access_denied"));
        decide(page, "allow").then().statusCode(400).body(containsString("decided or too old"));
    }

    /** Of two answers the browser shows the second. */
    @Test
    void whoPressesTwiceIsLedOnJustTheSame() {
        String page = visitor().get(authorize()).asString();
        for (int i = 0; i < 2; i++) {
            decide(page, "allow").then().statusCode(303).header("Location", startsWith(Fixtures.CALLBACK + "?code="));
        }
        decide(page, "deny").then().statusCode(400).body(containsString("decided or too old"));
    }

    @ParameterizedTest
    @CsvSource({"allow", "deny"})
    void whereAnAddressWasTakenBackMeanwhileNobodyIsLed(String decision) {
        String client = register();
        String page = visitor().get(authorize(client)).asString();
        clients.change(client, uris("https://app.example/other"));
        decide(page, decision)
                .then()
                .statusCode(400)
                .header("Location", nullValue())
                .body(containsString("has not registered"));
        String other = register();
        page = visitor().get(authorize(other)).asString();
        clients.remove(other);
        decide(page, decision).then().statusCode(400).header("Location", nullValue());
    }

    private static ClientMetadata uris(String uri) {
        return Fixtures.metadata(null, List.of(uri), null, null, null, null, null, null);
    }

    private Response decide(String page, String decision) {
        String request = page.replaceFirst("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1");
        return visitor()
                .redirects()
                .follow(false)
                .formParam("request", request)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("decision", decision)
                .post("/oauth2/authorize/decision");
    }

    @ParameterizedTest
    @CsvSource({
        "en, The application that sent you here is not known., 'Close this page, and tell whoever runs the application.'",
        "de, 'Die Anwendung, die Sie hierher geschickt hat, ist nicht bekannt.', Schließen Sie diese Seite"
    })
    void whatWentWrongIsToldAndWhatToDoNext(String language, String what, String next) {
        given().header("Accept-Language", language)
                .get("/oauth2/authorize?client_id=nobody")
                .then()
                .statusCode(400)
                .body(allOf(containsString(what), containsString(next)));
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void everyMishapHasAPage(Mishap mishap) {
        jakarta.ws.rs.core.Response answer = Pages.error(mishap);
        assertTrue(answer.getStatus() >= 400, mishap.name());
        assertTrue(assertInstanceOf(String.class, answer.getEntity()).contains("role=\"alert\""));
    }

    @Test
    void whatIsConnectedIsListed() {
        visitor().get(PATH).then().statusCode(200).body(containsString("No applications are connected."));
        String client = connected("openid", "orders:read");
        visitor()
                .get(PATH)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(allOf(
                        containsString("<span>ann</span>"),
                        containsString("href=\"/account/applications\" aria-current=\"page\""),
                        containsString("Notes &lt;b&gt;</h2>"),
                        containsString("know who you are"),
                        containsString("use “orders:read”"),
                        containsString("value=\"" + client + "\"")));
        visitor().header("Accept-Language", "de").get(PATH).then().body(containsString("wissen, wer Sie sind"));
    }

    @Test
    void whatIsTakenBackIsGoneAndItsTokensWithIt() {
        String client = connected("openid");
        String next = takeBack(client, CsrfToken.of(user.toString()))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        visitor()
                .get(next)
                .then()
                .statusCode(200)
                .body(allOf(containsString("role=\"status\""), containsString("No applications are connected.")));
        String seen = given().get(peer + "/seen").asString();
        assertTrue(seen.contains(user + " " + client), seen);
        // In another tab, say.
        takeBack(client, CsrfToken.of(user.toString())).then().statusCode(303);
    }

    @Test
    void anotherSiteTakesNothingBack() {
        String client = connected("openid");
        takeBack(client, "made up").then().statusCode(403);
        takeBack(client, "").then().statusCode(403);
        assertFalse(consents.scope(user, client).isEmpty());
    }

    /** What the application holds is still good then, so nobody is told that all is done. */
    @Test
    void whoeverCannotBeToldAllIsAskedToTryAgain() {
        takeBack("away", CsrfToken.of(user.toString()))
                .then()
                .statusCode(503)
                .contentType(ContentType.HTML)
                .body(allOf(containsString("role=\"alert\""), containsString("value=\"away\"")));
    }

    @Test
    void whoeverIsSignedOutIsLedToTheSignInAndBack() {
        given().redirects()
                .follow(false)
                .get(PATH)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?return_to=%2Faccount%2Fapplications"));
        assertEquals(List.of(), consents.ofUser(user));
    }

    private Response takeBack(String client, String csrfToken) {
        return visitor()
                .redirects()
                .follow(false)
                .formParam("csrf_token", csrfToken)
                .formParam("client_id", client)
                .post(PATH);
    }

    private RequestSpecification visitor() {
        return given().urlEncodingEnabled(true).cookie(SessionService.COOKIE, user.toString());
    }

    private String connected(String... scope) {
        String client = register();
        assertTrue(consents.allow(user, client, Scope.of(scope)));
        return client;
    }

    private String authorize() {
        return authorize(register());
    }

    private static String authorize(String client) {
        return "/oauth2/authorize?client_id=" + client + "&redirect_uri=" + Fixtures.CALLBACK
                + "&response_type=code&scope=openid profile orders:read&code_challenge_method=S256&code_challenge="
                + Fixtures.CHALLENGE;
    }

    private String register() {
        var asked = Fixtures.metadata(
                "Notes <b>",
                List.of(Fixtures.CALLBACK),
                List.of("authorization_code"),
                null,
                Scope.of("openid", "profile", "orders:read"),
                "none",
                null,
                null);
        return assertInstanceOf(ClientAdministration.Saved.class, clients.register(asked))
                .client()
                .clientId();
    }
}
