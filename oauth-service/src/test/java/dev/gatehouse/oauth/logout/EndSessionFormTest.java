package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logout endpoint, by forms: those of other sites, and that of its own page. */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class EndSessionFormTest {
    private static final String BYE = "https://app.example/bye";
    private final LeavingUser user;
    private String hint;

    @Inject
    EndSessionFormTest(ClientAdministration administration, @ConfigProperty(name = "test.logout-peers") String peers) {
        user = new LeavingUser(administration, peers);
    }

    @BeforeEach
    void register() {
        hint = user.hint(user.client("Notes", BYE));
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
        assertFalse(user.signedOut());
    }

    @Test
    void oneThatIsTooLongForAnAddressIsSentAgainFromOurPage() {
        lengthy(given().redirects().follow(false))
                .formParam("ui_locales", "de en")
                .post("/oauth2/logout")
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("script-src 'self'"), not(containsString("unsafe"))))
                .body(allOf(
                        containsString("<script src=\"/oauth2/form-post.js\" defer></script>"),
                        containsString("action=\"/oauth2/logout?ui_locales=de+en\" id=\"reply\""),
                        containsString("name=\"id_token_hint\" value=\"" + hint + "\""),
                        containsString("name=\"post_logout_redirect_uri\" value=\"" + BYE + "\""),
                        containsString("name=\"state\" value=\"" + "\u00e4".repeat(1000) + "\""),
                        containsString("name=\"again\"")));
        assertFalse(user.signedOut());
        lengthy(user.as())
                .formParam("again", "1")
                .post("/oauth2/logout")
                .then()
                .statusCode(303)
                .header("Location", BYE + "?state=" + "%C3%A4".repeat(1000));
        assertTrue(user.signedOut());
    }

    @Test
    void whoIsNotSignedInIsAskedToSendItNoThirdTime() {
        lengthy(given().redirects().follow(false))
                .formParam("again", "1")
                .post("/oauth2/logout")
                .then()
                .statusCode(303)
                .header("Location", BYE + "?state=" + "%C3%A4".repeat(1000));
        assertFalse(user.signedOut());
    }

    @Test
    void whatIsLongerThanAnythingThatWouldDoIsRefused() {
        for (String name :
                new String[] {"id_token_hint", "state", "ui_locales", "client_id", "post_logout_redirect_uri"}) {
            given().redirects()
                    .follow(false)
                    .formParam(name, "x".repeat(8193))
                    .post("/oauth2/logout")
                    .then()
                    .statusCode(400);
        }
    }

    private RequestSpecification lengthy(RequestSpecification request) {
        return request.contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("id_token_hint", hint)
                .formParam("post_logout_redirect_uri", BYE)
                .formParam("state", "\u00e4".repeat(1000));
    }

    @Test
    void theConfirmationCountsFromOurPageAlone() {
        user.as()
                .formParam("csrf_token", "made-up")
                .post("/oauth2/logout/confirmation")
                .then()
                .statusCode(403)
                .body(containsString("did not come from our page"));
        user.as().post("/oauth2/logout/confirmation").then().statusCode(anyRefusal());
        user.as()
                .header("Origin", "https://evil.example")
                .formParam("csrf_token", CsrfToken.of(user.cookie))
                .post("/oauth2/logout/confirmation")
                .then()
                .statusCode(403);
        assertFalse(user.signedOut());
    }

    private static Matcher<Integer> anyRefusal() {
        return oneOf(403, 415);
    }
}
