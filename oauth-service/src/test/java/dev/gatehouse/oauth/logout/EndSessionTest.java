package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
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
    private final LeavingUser user;
    private String client;
    private String hint;

    @Inject
    EndSessionTest(ClientAdministration administration, @ConfigProperty(name = "test.logout-peers") String peers) {
        user = new LeavingUser(administration, peers);
    }

    @BeforeEach
    void register() {
        client = user.client("Notes & <more>", BYE, BYE + "?from=gatehouse");
        hint = user.hint(client);
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
        assertTrue(user.signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoState() {
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE)
                .statusCode(303)
                .header("Location", BYE);
        assertTrue(user.signedOut());
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
        assertFalse(user.signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutQueryAddedToPostLogoutRedirectUri() {
        get("id_token_hint", hint, "post_logout_redirect_uri", BYE + "?foo=bar")
                .statusCode(400)
                .header("Location", nullValue());
        assertFalse(user.signedOut());
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
        assertFalse(user.signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoIdTokenHint() {
        get("post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(allOf(containsString(ASKS), containsString("ann"), not(containsString(BYE))));
        assertFalse(user.signedOut());
        user.confirm("post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        assertTrue(user.signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutNoParams() {
        get().statusCode(200).body(containsString(ASKS));
        assertFalse(user.signedOut());
        user.confirm().statusCode(200).body(containsString(OVER));
        assertTrue(user.signedOut());
    }

    @Test
    void oidccRpInitiatedLogoutOnlyState() {
        get("state", "s").statusCode(200).body(containsString(ASKS));
        user.confirm("state", "s").statusCode(200).header("Location", nullValue());
    }

    @Test
    void oidccRpInitiatedLogoutNoPostLogoutRedirectUri() {
        get("id_token_hint", hint, "state", "s")
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        assertTrue(user.signedOut());
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
        assertFalse(user.signedOut());
        user.confirm("client_id", client, "post_logout_redirect_uri", BYE + "x").statusCode(400);
        assertFalse(user.signedOut());
        user.confirm("client_id", client, "post_logout_redirect_uri", BYE, "state", "s")
                .statusCode(303)
                .header("Location", BYE + "?state=s");
        assertTrue(user.signedOut());
    }

    @Test
    void theIdTokenOfAnotherSessionSignsNobodyOutUnasked() {
        get("id_token_hint", user.id + ".another." + client, "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .body(containsString(ASKS));
        get("id_token_hint", UUID.randomUUID() + ".null." + client)
                .statusCode(200)
                .body(containsString(ASKS));
        assertFalse(user.signedOut());
    }

    @Test
    void theIdTokenOfAnotherClientIsRefused() {
        get("id_token_hint", hint, "client_id", user.client("Other", BYE), "post_logout_redirect_uri", BYE)
                .statusCode(400)
                .header("Location", nullValue())
                .body(containsString("meant for another"));
        get("id_token_hint", user.hint("gone"), "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(ASKS));
        assertFalse(user.signedOut());
    }

    @Test
    void whoIsNotSignedInIsLedOnByAnIdTokenAlone() {
        LeavingUser nobody = user.signedInNowhere();
        nobody.get("id_token_hint", hint, "post_logout_redirect_uri", BYE)
                .statusCode(303)
                .header("Location", BYE);
        nobody.get("client_id", client, "post_logout_redirect_uri", BYE)
                .statusCode(200)
                .header("Location", nullValue())
                .body(containsString(OVER));
        nobody.get("post_logout_redirect_uri", BYE).statusCode(200).body(containsString(OVER));
        assertFalse(user.signedOut());
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
        user.as()
                .urlEncodingEnabled(false)
                .get("/oauth2/logout?" + query)
                .then()
                .statusCode(400)
                .header("Location", nullValue());
        user.as()
                .get("/oauth2/logout?state=" + "s".repeat(1025))
                .then()
                .statusCode(400)
                .header("Location", nullValue());
        assertFalse(user.signedOut());
    }

    @Test
    void pagesAreInTheLanguageThatTheClientAsksFor() {
        get("ui_locales", "de", "client_id", client).body(containsString("bittet Sie, sich hier abzumelden"));
        get("ui_locales", "de", "id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example/")
                .statusCode(400)
                .body(containsString("Nicht abgemeldet"));
        get("ui_locales", "de", "id_token_hint", hint).body(containsString("Abgemeldet"));
    }

    private ValidatableResponse get(String... parameters) {
        return user.get(parameters);
    }
}
