package dev.gatehouse.oauth.connect;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider may answer from a session of its own, without asking anybody: that is a sign-in, and no proof of now. */
@QuarkusTest
@TestProfile(ConnectPeers.Present.class)
class FreshProofTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ProviderStore providers;
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final String peers;
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final UUID user = ConnectPeers.user(name, "upstream-user");
    private String request = "";

    @Inject
    FreshProofTest(
            ProviderStore providers,
            ClientAdministration administration,
            ConsentStore consents,
            @ConfigProperty(name = "test.connect-peers") String peers) {
        this.providers = providers;
        this.administration = administration;
        this.consents = consents;
        this.peers = peers;
    }

    @BeforeEach
    void anApplicationThatTheUserAllows() {
        String client = Fixtures.register(administration, "none").client().clientId();
        assertTrue(consents.allow(user, client, Scope.of("openid")));
        request = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
    }

    private void register(TinyProvider upstream) {
        assertTrue(providers.insert(Registrations.openId(name, upstream.issuer())));
    }

    private static Map<String, Object> proved(Duration ago) {
        return Map.of("auth_time", Instant.now().minus(ago).getEpochSecond());
    }

    /** The value of the session's cookie. */
    private static String session(Response signedIn) {
        signedIn.then().statusCode(303);
        return signedIn.getCookie(SessionService.COOKIE);
    }

    private ValidatableResponse link(String session) {
        return given().contentType("application/json")
                .header("Cookie", SessionService.COOKIE + "=" + session)
                .header("X-CSRF-Token", CsrfToken.of(session))
                .body("{}")
                .post("/connect/" + name + "/links")
                .then();
    }

    private ValidatableResponse authorize(String query, String session) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .header(
                        "Cookie",
                        SessionService.COOKIE + "=" + session + "; " + FormToken.COOKIE + "=" + "b".repeat(43))
                .get("/oauth2/authorize?" + query)
                .then();
    }

    private static void code(ValidatableResponse answer) {
        answer.statusCode(303).header("Location", startsWith("https://app.example/cb?code="));
    }

    private static String signInAnew(ValidatableResponse answer, String prompt) {
        String location = answer.statusCode(303)
                .header("Location", startsWith("/login?"))
                .extract()
                .header("Location");
        var page = FormParameters.parse(location.substring(location.indexOf('?') + 1));
        assertEquals(prompt, page.get("prompt"));
        String target = String.valueOf(page.get("return_to"));
        return target.substring(target.indexOf('?') + 1);
    }

    @Test
    void aSilentAnswerIsNoneOfNow() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            for (Map<String, Object> said : List.of(
                    proved(Duration.ofHours(1)),
                    Map.<String, Object>of(),
                    Map.<String, Object>of("auth_time", "soon"),
                    proved(Duration.ofHours(-1)))) {
                upstream.user(said);
                String session = session(Traveller.signIn(upstream, name));
                link(session).statusCode(403).body("code", equalTo("insufficient_user_authentication"));
                code(authorize(request, session));
                String back = signInAnew(authorize(request + "&max_age=600", session), "login");
                // Once more silently.
                signInAnew(authorize(back, session(Traveller.signIn(upstream, name))), "login");
                back = signInAnew(authorize(request + "&prompt=login", session), "login");
                signInAnew(authorize(back, session(Traveller.signIn(upstream, name))), "login");
            }
        }
    }

    @Test
    void anHonestFreshOneIs() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            upstream.user(proved(Duration.ofSeconds(5)));
            String session = session(Traveller.signIn(upstream, name));
            link(session).statusCode(201);
            code(authorize(request + "&max_age=600", session));
        }
    }

    @Test
    void ofGitHubNobodyKnowsWhenItWas() throws IOException {
        try (var gitHub = new TinyGitHub()) {
            var members = new HashMap<String, @Nullable Object>(
                    Map.of("name", name, "kind", "github", "client_id", "c", "client_secret", "s".repeat(40)));
            members.put("base_url", gitHub.address());
            assertTrue(providers.insert(Registrations.of(members)));
            String session = session(Traveller.to(name).back());
            link(session).statusCode(403);
            cannotAskAnew();
        }
    }

    @Test
    void googleCannotBeToldToAsk() {
        assertTrue(providers.insert(
                Registrations.of(Map.of("name", name, "kind", "google", "client_id", "c", "client_secret", "s"))));
        cannotAskAnew();
        given().get("/connect").then().body("providers.find { it.name == '" + name + "' }.asks_anew", equalTo(false));
    }

    private void cannotAskAnew() {
        given().redirects()
                .follow(false)
                .get("/connect/" + name + "?prompt=login&return_to=/consents")
                .then()
                .statusCode(403)
                .body(containsString("/login?prompt=login&amp;return_to=%2Fconsents"));
    }

    @Test
    void aProviderThatIsToldToAskIsHeldToIt() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            given().get("/connect")
                    .then()
                    .body("providers.find { it.name == '" + name + "' }.asks_anew", equalTo(true));
            String query = "?prompt=login&return_to=/consents";
            for (Map<String, Object> said :
                    List.of(proved(Duration.ofSeconds(60)), Map.<String, Object>of(), proved(Duration.ofHours(-1)))) {
                upstream.user(said);
                Traveller traveller = Traveller.to(name, query);
                assertEquals("login", traveller.asked("prompt"));
                assertEquals("0", traveller.asked("max_age"));
                upstream.agree(traveller.asked("nonce"));
                traveller
                        .back()
                        .then()
                        .statusCode(403)
                        .header("Set-Cookie", not(containsString(SessionService.COOKIE + "=")))
                        .body(
                                containsString("did not have you prove anew"),
                                containsString("/login?prompt=login&amp;return_to=%2Fconsents"));
            }
            upstream.user(proved(Duration.ZERO));
            Traveller traveller = Traveller.to(name, query);
            upstream.agree(traveller.asked("nonce"));
            Response back = traveller.back();
            back.then().header("Location", equalTo("/consents"));
            link(session(back)).statusCode(201);
        }
    }

    /** Whoever is asked to confirm that it is they does not end up as somebody else, nor with an account that is new. */
    @Test
    void whoIsSignedInHasToComeBack() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            String session = session(Traveller.signIn(upstream, name));
            upstream.user(Map.of("sub", "another", "auth_time", Instant.now().getEpochSecond()));
            var cookies = Map.of(SessionService.COOKIE, session);
            Traveller traveller = Traveller.to(name, "?prompt=login");
            upstream.agree(traveller.asked("nonce"));
            traveller
                    .back("code=c&state=" + traveller.asked("state"), cookies)
                    .then()
                    .statusCode(403)
                    .body(containsString("is not one that signs you in here"));
            assertEquals(user.toString(), last("identities").path("expected").asText());
            // Who wishes to be somebody else says so.
            Traveller other = Traveller.to(name, "?prompt=select_account");
            assertEquals("select_account", other.asked("prompt"));
            assertEquals(null, other.asked().get("max_age"));
            upstream.agree(other.asked("nonce"));
            other.back("code=c&state=" + other.asked("state"), cookies).then().statusCode(303);
            assertTrue(last("identities").path("expected").isMissingNode());
        }
    }

    /** An account that was chosen is what was asked for, though nobody has proved anything anew. */
    @Test
    void aSilentAnswerIsAChoice() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            upstream.user(proved(Duration.ofHours(1)));
            String before = session(Traveller.signIn(upstream, name));
            String back = signInAnew(authorize(request + "&prompt=select_account", before), "select_account");
            signInAnew(authorize(back, before), "select_account");
            String chosen = session(Traveller.signIn(upstream, name));
            code(authorize(back, chosen));
            back = signInAnew(
                    authorize(request + "&prompt=select_account&max_age=600", before), "login select_account");
            signInAnew(authorize(back, session(Traveller.signIn(upstream, name))), "login");
        }
    }

    @Test
    void whereToAndHowLongGoAlong() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            register(upstream);
            for (String to : List.of(
                    "/oauth2/authorize?" + request + "&nonce=" + "n".repeat(3000),
                    "https://app.example.com/notes?a=1,2;b=3")) {
                String returnTo = "?return_to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
                Traveller traveller = Traveller.to(name, returnTo + "&remember=true");
                upstream.agree(traveller.asked("nonce"));
                traveller.back().then().statusCode(303).header("Location", equalTo(to));
                assertTrue(last("opened").path("remember").asBoolean());
                Traveller denied = Traveller.to(name, returnTo);
                denied.back("error=access_denied&state=" + denied.asked("state"))
                        .then()
                        .statusCode(400)
                        .body(containsString("/login" + returnTo));
            }
            for (String foreign : List.of("https://evil.example/", "//evil.example", "/logout")) {
                Traveller traveller = Traveller.to(name, "?return_to=" + foreign);
                upstream.agree(traveller.asked("nonce"));
                traveller.back().then().statusCode(303).header("Location", equalTo("/account"));
                assertTrue(last("opened").path("remember").isMissingNode());
            }
        }
    }

    /** What the others were told last. */
    private JsonNode last(String kind) throws IOException {
        JsonNode all = JSON.readTree(given().baseUri(peers)
                .port(URI.create(peers).getPort())
                .get("/seen/" + kind)
                .asString());
        return all.path(all.size() - 1);
    }
}
