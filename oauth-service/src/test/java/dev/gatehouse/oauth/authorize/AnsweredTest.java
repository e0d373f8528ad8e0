package dev.gatehouse.oauth.authorize;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.subject.Subjects;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a client hears of what became of its request. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class AnsweredTest {
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final Subjects subjects;
    private final UUID user = UUID.randomUUID();

    @Inject
    AnsweredTest(ClientAdministration administration, ConsentStore consents, Subjects subjects) {
        this.subjects = subjects;
        this.administration = administration;
        this.consents = consents;
    }

    private String request() {
        return request(Fixtures.register(administration, "none").client().clientId());
    }

    private String request(String client) {
        consents.allow(user, client, Scope.of("openid"));
        return "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=%22s%22&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
    }

    @Test
    void byAFormThatSendsItself() {
        String request = request() + "&response_mode=form_post";
        ask(request)
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("script-src 'self'"), not(containsString("form-action"))))
                .header("Cache-Control", "no-store")
                .body(allOf(
                        containsString("<script src=\"/oauth2/form-post.js\" defer></script>"),
                        containsString("action=\"https://app.example/cb\""),
                        containsString("name=\"code\""),
                        containsString("name=\"state\" value=\"&quot;s&quot;\""),
                        containsString("name=\"iss\"")));
        ask(request + "&scope=admin").statusCode(200).body(containsString("value=\"invalid_request\""));
        ask(request + "&prompt=none&max_age=0&login_hint=x")
                .statusCode(200)
                .body(containsString("value=\"login_required\""));
        given().get("/oauth2/form-post.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .body(containsString("submit()"));
    }

    /** An ID token is long, so it is not carried to the sign-in page and back, but whom it means. */
    @Test
    void whomAnIdTokenMeansHasToBeSignedIn() {
        String client = Fixtures.register(administration, "none").client().clientId();
        String request = request(client);
        ask(request + "&id_token_hint=hint+" + client + "+" + user).header("Location", containsString("?code="));
        ask(request + "&id_token_hint=hint+" + client + "+other&prompt=none")
                .header("Location", containsString("error=login_required"));
        ask(request + "&id_token_hint=hint+" + client + "+other")
                .header(
                        "Location",
                        allOf(
                                startsWith("/login?prompt=select_account&"),
                                containsString("hinted_user%3Dother"),
                                not(containsString("id_token_hint"))));
        // One of another client, or that cannot be read any more, is as none.
        ask(request + "&id_token_hint=hint+another+other").header("Location", containsString("?code="));
        ask(request + "&id_token_hint=" + "x".repeat(6000)).header("Location", containsString("?code="));
    }

    /** Nobody can be asked, so whoever happens to be signed in may be somebody else. */
    @Test
    void withoutAskingAnIdTokenThatCannotBeReadMeansNobody() {
        String client = Fixtures.register(administration, "none").client().clientId();
        String silent = request(client) + "&prompt=none&id_token_hint=";
        ask(silent + "hint+" + client + "+" + user).header("Location", containsString("?code="));
        for (String hint : List.of("hint+another+" + user, "gone", "x".repeat(9000))) {
            ask(silent + hint).header("Location", containsString("error=login_required"));
            given().redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .contentType("application/x-www-form-urlencoded")
                    .body(silent + hint)
                    .post("/oauth2/authorize")
                    .then()
                    .header("Location", containsString("error=login_required"));
        }
    }

    /** Whoever it knows by another name than we do, it means by that. */
    @Test
    void aClientOfASectorNamesTheUserAsItKnowsThem() {
        RegisteredClient client = pairwise();
        String called = subjects.of(client, user);
        String request = request(client.clientId());
        String hint = request + "&id_token_hint=hint+" + client.clientId() + "+";
        ask(hint + called).header("Location", containsString("?code="));
        ask(hint + called + "&prompt=none").header("Location", containsString("?code="));
        ask(hint + user + "&prompt=none").header("Location", containsString("error=login_required"));
        ask(request + sub("\"values\":[\"other\",\"" + called + "\"]")).header("Location", containsString("?code="));
        ask(request + sub("\"value\":\"" + user + "\"") + "&prompt=none")
                .header("Location", containsString("error=login_required"));
    }

    private static String sub(String demand) {
        return "&claims=" + URLEncoder.encode("{\"id_token\":{\"sub\":{" + demand + "}}}", StandardCharsets.UTF_8);
    }

    private RegisteredClient pairwise() {
        var asked = Fixtures.metadata(
                        "App",
                        List.of(Fixtures.CALLBACK),
                        List.of("authorization_code"),
                        null,
                        Scope.of("openid"),
                        "none",
                        null,
                        null)
                .with(Map.of("subject_type", "pairwise"));
        return assertInstanceOf(ClientAdministration.Saved.class, administration.register(asked))
                .client();
    }

    @Test
    void whoeverMayChooseAnAccountIsLedToThatPage() {
        ask(request() + "&prompt=select_account")
                .statusCode(303)
                .header("Location", startsWith("/login?prompt=select_account&"));
    }

    @Test
    void theHousesOwnClientsSkipTheConsentPage() {
        var open = Fixtures.register(administration, "none").client();
        String request = request(open.clientId()).replace("scope=openid", "scope=openid+profile");
        ask(request).statusCode(200).body(containsString("/oauth2/authorize/decision"));
        administration.change(
                open.clientId(),
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("first_party", true)));
        ask(request).statusCode(303).header("Location", startsWith("https://app.example/cb?code="));
    }

    @Test
    void whatIsAskedInDetailIsShown() {
        var client = Fixtures.register(administration, "none").client();
        String request = request(client.clientId()) + "&authorization_details="
                + "%5B%7B%22type%22%3A%22payment%22%2C%22actions%22%3A%5B%22read%22%2C%22%3Cb%3E%22%5D%7D%5D";
        ask(request).statusCode(303).header("Location", containsString("error=invalid_authorization_details"));
        administration.change(
                client.clientId(),
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("authorization_details_types", List.of("payment"))));
        ask(request).statusCode(200).body(containsString("use “payment”: actions read, &lt;b&gt;"));
        ask(request.replace("%5B%22read", "%5Bnull%2C%22read").replace("%7D%5D", "%2C%22to%22%3Anull%7D%5D"))
                .statusCode(200)
                .body(containsString("use “payment”: actions –, read, &lt;b&gt;; to –"));
    }

    /** Who registered by itself could want no more than to be led to from here. */
    @Test
    void nobodyIsLedToAnUnverifiedClientByAnErrorUnasked() {
        String id = UUID.randomUUID().toString();
        administration.register(
                id,
                Fixtures.metadata(
                        "App",
                        List.of(Fixtures.CALLBACK),
                        List.of("authorization_code"),
                        null,
                        Scope.of("openid"),
                        "none",
                        null,
                        null),
                new ClientOrigin(ClientOrigin.Kind.dynamic, true, null, null));
        String request = request(id);
        ask(request + "&response_mode=nothing")
                .statusCode(400)
                .header("Location", nullValue())
                .body(allOf(
                        containsString("https://app.example/cb?error=invalid_request"),
                        containsString("Go to app.example")));
        ask(request.replace("S256", "plain") + "&response_mode=form_post")
                .statusCode(400)
                .header("Content-Security-Policy", not(containsString("script-src")))
                .body(allOf(containsString("value=\"invalid_request\""), containsString("Go to app.example")));
        ask(request + "&prompt=none&max_age=x").statusCode(303);
        ask(request).statusCode(303).header("Location", startsWith("https://app.example/cb?code="));
    }

    /** Nobody shares a key with token-service here, so that HS256 is what cannot be signed. */
    @Test
    void whereItsAnswerCannotBeSignedTheUserIsTold() {
        var client = Fixtures.register(administration, "client_secret_basic").client();
        administration.change(
                client.clientId(),
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("authorization_signed_response_alg", "HS256")));
        for (String more : List.of("", "&prompt=none&max_age=x")) {
            ask(request(client.clientId()) + "&response_mode=jwt" + more)
                    .statusCode(503)
                    .header("Location", nullValue())
                    .body(containsString("can be given its answer only with a key that cannot be had now"));
        }
    }

    private ValidatableResponse ask(String query) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookie(SessionService.COOKIE, user + ".0")
                .get("/oauth2/authorize?" + query)
                .then();
    }
}
