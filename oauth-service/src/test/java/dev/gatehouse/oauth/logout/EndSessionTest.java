package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The logout endpoint. Those whose names begin with {@code oidcc} are the modules of the OpenID Foundation's plan
 * oidcc-rp-initiated-logout.
 */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class EndSessionTest {
    private static final String BYE = "https://app.example/bye";
    private static final String ASKS = "asks you to sign out";
    private static final String OVER = "not signed in on this device any more";
    private static final String REFUSED = "Nothing was done";
    private final ClientAdministration administration;
    private final String peers;
    private final String user = UUID.randomUUID().toString();
    private final String sid = UUID.randomUUID().toString();
    private final String cookie = user + "." + sid;
    private String client;
    private String hint;

    @Inject
    EndSessionTest(ClientAdministration administration, @ConfigProperty(name = "test.logout-peers") String peers) {
        this.administration = administration;
        this.peers = peers;
    }

    @BeforeEach
    void register() {
        client = client("Notes & <more>", BYE, BYE + "?from=gatehouse");
        hint = user + "." + sid + "." + client;
    }

    private String client(String name, String... exits) {
        var metadata = Fixtures.metadata(name, List.of(Fixtures.CALLBACK), null, null, null, null, null, null);
        return assertInstanceOf(
                        ClientAdministration.Saved.class,
                        administration.register(metadata.with(Map.of("post_logout_redirect_uris", List.of(exits)))))
                .client()
                .clientId();
    }

    @Test
    void oidccRpInitiatedLogoutDiscoveryEndpointVerification() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("end_session_endpoint", equalTo("http://localhost:8080/oauth2/logout"));
    }

    @Test
    void oidccRpInitiatedLogout() {
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE, "state", "a b&c")
                .statusCode(303)
                .header("Location", BYE + "?state=a+b%26c")
                .header("Set-Cookie", allOf(startsWith("__Host-gatehouse=;"), containsString("Max-Age=0")));
        assertTrue(signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoState() {
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE)
                .statusCode(303)
                .header("Location", BYE);
        assertTrue(signedOut());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/bye/",
                "https://app.example/BYE",
                "https://APP.example/bye",
                "https://app.example:443/bye",
                "https://app.example/bye?x=1",
                "https://app.example/bye#x",
                "https://app.example/./bye",
                "https://evil.example/bye",
                "http://app.example/bye",
                "javascript:alert(1)",
                "//app.example/bye",
                "/bye",
                " https://app.example/bye"
            })
    void oidccRpInitiatedLogoutBadPostLogoutRedirectUri(String uri) {
        get("id_token_hint", hint, "post_logout_redirect_uri", uri, "state", "s")
                .statusCode(400)
                .header("Location", nullValue())
                .body(containsString(REFUSED));
        assertFalse(signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutQueryAddedToPostLogoutRedirectUri() {
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE + "?foo=bar")
                .statusCode(400)
                .header("Location", nullValue());
        assertFalse(signedOut());
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE + "?from=gatehouse", "state", "s")
                .statusCode(303)
                .header("Location", BYE + "?from=gatehouse&state=s");
    }

    @Test
    void oidccRpInitiatedLogoutModifiedAndBadIdTokenHint() {
        for (String bad : List.of("x" + hint + ".y", "not a token", "x".repeat(8192))) {
            get("id_token_hint", bad, "post_logout_redirect_uri", BYE, "state", "s")
                    .statusCode(200)
                    .header("Location", nullValue())
                    .body(allOf(containsString(ASKS), not(containsString(BYE))));
        }
        get("id_token_hint", "x".repeat(8193), "post_logout_redirect_uri", BYE)
                .statusCode(400)
                .header("Location", nullValue());
        assertFalse(signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoIdTokenHint() {
        get("post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(allOf(containsString(ASKS), containsString("ann"), not(containsString(BYE))));
        assertFalse(signedOut());
        confirm(cookie, "post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        assertTrue(signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoParams() {
        get().statusCode(200).body(containsString(ASKS));
        assertFalse(signedOut());
        confirm(cookie).statusCode(200).body(containsString(OVER));
        assertTrue(signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutOnlyState() {
        get("state", "s").statusCode(200).body(containsString(ASKS));
        confirm(cookie, "state", "s").statusCode(200).header("Location", nullValue());
    }

    @Test
    void oidccRpInitiatedLogoutNoPostLogoutRedirectUri() {
        get("id_token_hint", hint, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        assertTrue(signedOut());
    }

    @Test
    void aClientThatNamesItselfIsShownAndMayLeadOnOnceTheUserHasConfirmed() {
        get("client_id", client, "post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(200)
                .body(allOf(
                        containsString("Notes &amp; &lt;more&gt; asks you"), containsString("value=\"" + BYE + "\"")))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("frame-ancestors 'none'"), not(containsString("script-src"))));
        assertFalse(signedOut());
        confirm(cookie, "client_id", client, "post_logout_redirect_uri", BYE + "x")
                .statusCode(400);
        assertFalse(signedOut());
        confirm(cookie, "client_id", client, "post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(303)
                .header("Location", BYE + "?state=s");
        assertTrue(signedOut());
    }

    @Test
    void theIdTokenOfAnotherSessionSignsNobodyOutUnasked() {
        get("id_token_hint", user + ".another." + client, "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .body(containsString(ASKS));
        get("id_token_hint", UUID.randomUUID() + ".null." + client)
                .statusCode(200)
                .body(containsString(ASKS));
        assertFalse(signedOut());
    }

    @Test
    void theIdTokenOfAnotherClientIsRefused() {
        get("id_token_hint", hint, "client_id", client("Other", BYE), "post_logout_redirect_uri", BYE)
                .statusCode(400)
                .header("Location", nullValue())
                .body(containsString("meant for another"));
        get("id_token_hint", user + "." + sid + ".gone", "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(ASKS));
        assertFalse(signedOut());
    }

    @Test
    void whoIsNotSignedInIsLedOnByAnIdTokenAlone() {
        String nobody = "x";
        get(nobody, "id_token_hint", hint, "post_logout_redirect_uri", BYE)
                .statusCode(303)
                .header("Location", BYE);
        get(nobody, "client_id", client, "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        get(nobody, "post_logout_redirect_uri", BYE).statusCode(200).body(containsString(OVER));
        assertFalse(signedOut());
    }

    @Test
    void aFormOfAnotherSiteComesBackAsAnAddressWithTheCookie() {
        given().redirects()
                .follow(false)
                .formParam("id_token_hint", hint)
                .formParam("post_logout_redirect_uri", BYE)
                .formParam("ui_locales", "de")
                .formParam("logout_hint", "ann")
                .post("/oauth2/logout")
                .then()
                .statusCode(303)
                .header(
                        "Location",
                        equalTo("/oauth2/logout?id_token_hint=" + hint
                                + "&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye&ui_locales=de"));
        assertFalse(signedOut());
        given().redirects()
                .follow(false)
                .formParam("id_token_hint", "x".repeat(4000))
                .post("/oauth2/logout")
                .then()
                .statusCode(200)
                .body(containsString(OVER));
    }

    @Test
    void theConfirmationCountsFromOurPageAlone() {
        as(cookie)
                .formParam("csrf_token", "made-up")
                .post("/oauth2/logout/confirmation")
                .then()
                .statusCode(403)
                .body(containsString("did not come from our page"));
        as(cookie).post("/oauth2/logout/confirmation").then().statusCode(anyRefusal());
        as(cookie)
                .header("Origin", "https://evil.example")
                .formParam("csrf_token", CsrfToken.of(cookie))
                .post("/oauth2/logout/confirmation")
                .then()
                .statusCode(403);
        assertFalse(signedOut());
    }

    private static org.hamcrest.Matcher<Integer> anyRefusal() {
        return org.hamcrest.Matchers.oneOf(403, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=a&state=b",
                "client_id=a&client_id=b",
                "post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye&post_logout_redirect_uri=x",
                "id_token_hint=a&id_token_hint=b",
                "state=%00"
            })
    void whatIsNotReadableIsRefused(String query) {
        as(cookie)
                .urlEncodingEnabled(false)
                .get("/oauth2/logout?" + query)
                .then()
                .statusCode(400)
                .header("Location", nullValue());
        as(cookie)
                .get("/oauth2/logout?state=" + "s".repeat(1025))
                .then()
                .statusCode(400)
                .header("Location", nullValue());
        assertFalse(signedOut());
    }

    @Test
    void pagesAreInTheLanguageThatTheClientAsksFor() {
        get("ui_locales", "de", "client_id", client).body(containsString("bittet Sie, sich hier abzumelden"));
        get("ui_locales", "de", "id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example/")
                .statusCode(400)
                .body(containsString("Nicht abgemeldet"));
        get("ui_locales", "de", "id_token_hint", hint).body(containsString("Abgemeldet"));
    }

    private RequestSpecification as(String cookie) {
        return given().redirects().follow(false).cookie("__Host-gatehouse", cookie);
    }

    private ValidatableResponse get(String... parameters) {
        boolean other = parameters.length % 2 == 1;
        var request = as(other ? parameters[0] : cookie);
        for (int i = other ? 1 : 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/oauth2/logout").then();
    }

    private ValidatableResponse confirm(String cookie, String... parameters) {
        var request =
                as(cookie).formParam("csrf_token", CsrfToken.of(cookie)).header("Origin", "http://localhost:8080");
        for (int i = 0; i < parameters.length; i += 2) {
            request.formParam(parameters[i], parameters[i + 1]);
        }
        return request.post("/oauth2/logout/confirmation").then();
    }

    private boolean signedOut() {
        return List.of(given().baseUri(peers)
                        .port(java.net.URI.create(peers).getPort())
                        .get("/seen")
                        .asString()
                        .split("\n"))
                .contains(sid);
    }
}
