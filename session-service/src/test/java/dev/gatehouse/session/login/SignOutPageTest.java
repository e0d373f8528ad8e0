package dev.gatehouse.session.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.session.Peers;
import dev.gatehouse.session.attempt.AttemptCookie;
import dev.gatehouse.session.login.LoginPages.Templates;
import dev.gatehouse.session.session.SignOutCookies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class SignOutPageTest {
    private final Peers peers;

    @Inject
    SignOutPageTest(Peers peers) {
        this.peers = peers;
    }

    @Test
    void noOtherSiteHasTheBrowserForgetItsSession() {
        for (var foreign : List.of(Map.of("Origin", "https://evil.example"), Map.of("Sec-Fetch-Site", "cross-site"))) {
            given().headers(foreign)
                    .formParam("csrf_token", "made-up")
                    .post("/logout")
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", nullValue())
                    .body(containsString("/logout"));
        }
        given().formParam("a", "b").post("/logout").then().statusCode(200).header("Set-Cookie", nullValue());
        given().cookie("__Host-gatehouse", "over")
                .formParam("a", "b")
                .post("/logout")
                .then()
                .statusCode(200)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void aSignOutIsOnlyCalledDoneWhenTheTokensAreRevokedButTheSessionIsOverAtOnce() {
        String cookie = peers.open();
        String csrf = peers.lookup(cookie, "GET", null, null).extract().path("csrf_token");
        given().cookie("__Host-gatehouse", cookie)
                .formParam("csrf_token", "x" + csrf)
                .post("/logout")
                .then()
                .statusCode(403);
        peers.lookup(cookie, "GET", null, null).body("outcome", equalTo("live"));
        // token-service is away.
        given().cookie("__Host-gatehouse", cookie)
                .formParam("csrf_token", csrf)
                .post("/logout")
                .then()
                .statusCode(503)
                .header("Set-Cookie", nullValue());
        peers.lookup(cookie, "GET", null, null).body("outcome", equalTo("none"));
        given().cookie("__Host-gatehouse", cookie)
                .get("/sessions/current")
                .then()
                .statusCode(401);
    }

    @Test
    void whoTriesAgainAfterASignOutThatFailedIsNotToldThatItIsDone() {
        String cookie = peers.open();
        String csrf = peers.lookup(cookie, "GET", null, null).extract().path("csrf_token");
        // token-service is away.
        for (int i = 0; i < 2; i++) {
            given().cookie("__Host-gatehouse", cookie)
                    .formParam("csrf_token", csrf)
                    .formParam("return_to", "/consents")
                    .post("/logout")
                    .then()
                    .statusCode(503)
                    .header("Set-Cookie", nullValue())
                    .body(allOf(
                            containsString("Not quite signed out"),
                            containsString("name=\"csrf_token\" value=\"" + csrf),
                            containsString("value=\"/consents\"")));
        }
        given().cookie("__Host-gatehouse", cookie)
                .get("/logout")
                .then()
                .statusCode(200)
                .body(allOf(containsString("Not quite signed out"), not(containsString("<h1>Signed out"))));
        given().cookie("__Host-gatehouse", cookie)
                .header("X-CSRF-Token", csrf)
                .delete("/sessions/current")
                .then()
                .statusCode(503);
        given().cookie("__Host-gatehouse", cookie)
                .delete("/sessions/current")
                .then()
                .statusCode(403);
        given().cookie("__Host-gatehouse", "of-no-session")
                .header("X-CSRF-Token", CsrfToken.of("of-no-session"))
                .delete("/sessions/current")
                .then()
                .statusCode(401);
    }

    @Test
    void theBrowserForgetsWhatWasBegunInIt() {
        Headers headers = given().cookie("__Host-gatehouse", "of-no-session")
                .formParam("a", "b")
                .post("/logout")
                .headers();
        assertEquals(SignOutCookies.CLEARED, headers.getValues("Set-Cookie"));
        for (String name : List.of(
                "__Host-gatehouse",
                AttemptCookie.NAME,
                OnwardCookie.RECOVERY.cookie(),
                OnwardCookie.SETTING_UP.cookie(),
                FormToken.COOKIE)) {
            assertTrue(
                    headers.getValues("Set-Cookie").stream()
                            .anyMatch(cookie -> cookie.startsWith(name + "=;") && cookie.endsWith("; Max-Age=0")),
                    name);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoCameFromElsewhereIsOfferedToSignOutThere(Language language) {
        var frame = new Frame(language, "/logout", "", null);
        var elsewhere = new Elsewhere("A & B", "https://id.example/logout?id_token_hint=x&client_id=c");
        String offered = Framed.html(Templates.signedOut("", List.of(), elsewhere), frame);
        assertTrue(offered.contains("href=\"https://id.example/logout?id_token_hint=x&amp;client_id=c\""), offered);
        assertTrue(offered.contains("A &amp; B"), offered);
        String plain = Framed.html(Templates.signedOut("", List.of(), null), frame);
        assertFalse(plain.contains("rel=\"noreferrer\""), plain);
    }
}
