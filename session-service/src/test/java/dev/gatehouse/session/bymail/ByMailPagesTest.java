package dev.gatehouse.session.bymail;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.navigation.ReturnTo;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.session.SignIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ByMailPagesTest {
    private static final String NOT_HERE = "This does not sign you in here";
    private final String secret = Secrets.random();
    private final WishStore wishes;
    private final IdentityService identity;
    private final SignIn signIn;

    @Inject
    ByMailPagesTest(WishStore wishes, IdentityService identity, SignIn signIn) {
        this.wishes = wishes;
        this.identity = identity;
        this.signIn = signIn;
    }

    @Test
    void theSignInPageLeadsThereAndTakesTheDestinationAlong() {
        given().queryParam("return_to", "/consents?a=b")
                .get("/login")
                .then()
                .body(containsString("/login/email?return_to=%2Fconsents%3Fa%3Db"));
        given().get("/login/email?return_to=/consents")
                .then()
                .statusCode(200)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("value=\"/consents\""));
        given().get("/login/email?return_to=//evil.example")
                .then()
                .body(allOf(containsString("value=\"/account\""), not(containsString("evil.example"))));
    }

    @Test
    void aLinkThatIsOpenedOnlyShowsAButton() {
        for (int i = 0; i < 2; i++) {
            given().cookie(BrowserCookie.NAME, secret)
                    .queryParam("token", "\"><script>")
                    .get("/login/email/link")
                    .then()
                    .statusCode(200)
                    .header("Referrer-Policy", "no-referrer")
                    .body(allOf(containsString("&lt;script&gt;"), containsString("<button>")));
        }
    }

    @Test
    void aBrowserThatHasNotAskedIsToldSo() {
        given().get("/login/email/link?token=ght_any").then().statusCode(200).body(containsString(NOT_HERE));
        given().get("/login/email/code").then().statusCode(200).body(containsString(NOT_HERE));
        given().formParam("token", "ght_any")
                .post("/login/email/link")
                .then()
                .statusCode(403)
                .body(containsString(NOT_HERE));
        given().formParam("code", "00000000")
                .post("/login/email/code")
                .then()
                .statusCode(403)
                .body(containsString(NOT_HERE));
        given().contentType("application/json")
                .body(Map.of("code", "00000000"))
                .post("/sessions/email/answer")
                .then()
                .statusCode(401)
                .body("code", equalTo("other_browser"));
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        for (String path : new String[] {"/login/email", "/login/email/code", "/login/email/link"}) {
            given().cookie(BrowserCookie.NAME, secret)
                    .header("Origin", "https://evil.example")
                    .formParam("login", "ada")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("another site"));
            given().cookie(BrowserCookie.NAME, secret)
                    .header("Origin", "null")
                    .header("Sec-Fetch-Site", "cross-site")
                    .formParam("login", "ada")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("another site"));
        }
        for (String path : new String[] {"/sessions/email", "/sessions/email/answer"}) {
            given().contentType("application/json")
                    .header("Origin", "https://evil.example")
                    .body(path.endsWith("answer") ? Map.of("code", "00000000") : Map.of("login", "ada"))
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("csrf"));
            given().contentType("application/json")
                    .header("Sec-Fetch-Site", "cross-site")
                    .body(path.endsWith("answer") ? Map.of("code", "00000000") : Map.of("login", "ada"))
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("csrf"));
        }
    }

    @Test
    void aFormThatIsNotFromOurPageDoesNothingEither() {
        for (String path : new String[] {"/login/email", "/login/email/code", "/login/email/link"}) {
            given().cookie(BrowserCookie.NAME, secret)
                    .cookie(FormToken.COOKIE, Secrets.random())
                    .formParam(FormToken.FIELD, Secrets.random())
                    .formParam("login", "ada")
                    .formParam("code", "00000000")
                    .formParam("token", "ght_any")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("Please start again here"));
        }
    }

    @Test
    void whatIsMissingIsAskedForAgain() {
        Response page = given().get("/login/email");
        given().header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("login", " ")
                .post("/login/email")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .post("/sessions/email")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body(Map.of("code", "00000000", "token", "ght_any"))
                .post("/sessions/email/answer")
                .then()
                .statusCode(400);
    }

    @Test
    void whatIsWantedIsKeptForOneBrowserAndOneUse() {
        String browser = Secrets.sha256(secret);
        var nothing = new Wish(ReturnTo.FALLBACK, null);
        for (var wish : List.of(
                new Wish("/oauth2/authorize?client_id=a", null),
                new Wish("/oauth2/authorize?client_id=a", true),
                new Wish(ReturnTo.FALLBACK, true),
                new Wish(ReturnTo.FALLBACK, false))) {
            wishes.keep(browser, wish, Duration.ofMinutes(1));
            assertEquals(nothing, wishes.take(Secrets.sha256("another")));
            assertEquals(wish, wishes.find(browser));
            assertEquals(wish, wishes.take(browser));
            assertEquals(nothing, wishes.take(browser));
        }
    }

    @Test
    void whoAsksForAMailMayAskToStaySignedIn() {
        given().get("/login/email").then().body(containsString("name=\"remember\" value=\"true\">"));
        Response page = given().get("/login/email");
        given().cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("login", " ")
                .formParam("remember", "true")
                .post("/login/email")
                .then()
                .statusCode(400)
                .body(containsString("name=\"remember\" value=\"true\" checked>"));
    }

    @Test
    void whereItIsSwitchedOffNobodyIsMailed() {
        var off = new ByMailConfig() {
            @Override
            public boolean enabled() {
                return false;
            }

            @Override
            public Duration lifetime() {
                return Duration.ofMinutes(10);
            }
        };
        assertInstanceOf(
                ByMail.Off.class,
                new ByMail(identity, signIn, wishes, off).ask("ada", new Wish(ReturnTo.FALLBACK, true), null));
    }

    @Test
    void theCookieIsForThisHostAloneAndEndsSoon() {
        String header = BrowserCookie.of(secret, Duration.ofMinutes(10));
        assertEquals(
                "__Host-gatehouse-email=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600", header);
        assertTrue(BrowserCookie.CLEARED.endsWith("; Max-Age=0"));
        assertFalse(ByMail.asked("x".repeat(65)));
    }
}
