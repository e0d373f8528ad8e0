package dev.gatehouse.session.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.Peers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for signing in, as whoever comes to it is shown it. */
@QuarkusTest
class LoginPageTest {
    private final Peers peers;

    @Inject
    LoginPageTest(Peers peers) {
        this.peers = peers;
    }

    @Test
    void theLoginPageIsStrictAndLeadsOnWhoIsSignedIn() {
        given().get("/login?return_to=//evil.example")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("value=\"/account\""));
        given().redirects()
                .follow(false)
                .cookie("__Host-gatehouse", peers.open())
                .get("/login?return_to=/consents")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/consents"));
    }

    @Test
    void onlyPagesThatOfferPasskeysMayHaveTheirScript() {
        given().get("/login")
                .then()
                .header("Content-Security-Policy", containsString("; script-src 'self'; connect-src 'self'"));
        given().get("/logout").then().header("Content-Security-Policy", not(containsString("script-src")));
    }

    @Test
    void escapesTheUsernameThatItKeeps() {
        Response page = given().get("/login");
        given().cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("username", "\"><script>alert(1)</script>")
                .formParam("password", "")
                .post("/login")
                .then()
                .statusCode(401)
                .body(containsString("&lt;script&gt;"));
    }

    @Test
    void theSignInFormIsTakenFromThePageThatTheBrowserWasGiven() {
        Response page = given().get("/login?return_to=/consents");
        String token = page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value");
        for (String cookie : List.of("", Secrets.random(), "x")) {
            given().cookie(FormToken.COOKIE, cookie)
                    .formParam(FormToken.FIELD, token)
                    .formParam("username", "ada")
                    .formParam("password", "whatever it is")
                    .formParam("return_to", "/consents")
                    .post("/login")
                    .then()
                    .statusCode(403)
                    .body(containsString("Please start again here"))
                    .body(containsString("value=\"/consents\""));
        }
        Response again = given().formParam("username", "ada").post("/login");
        again.then().statusCode(403);
        given().cookie(FormToken.COOKIE, again.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, again.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("username", "ada")
                .post("/login")
                .then()
                .statusCode(401);
    }

    @Test
    void whoeverHasToProveMoreIsAskedAlthoughSignedIn() {
        String cookie = peers.open();
        for (String demand : List.of("prompt=login", "max_age=0", "acr=phr&prompt=login")) {
            given().cookie("__Host-gatehouse", cookie)
                    .get("/login?return_to=/consents&" + demand)
                    .then()
                    .statusCode(200)
                    .body(containsString("id=\"password\""));
        }
        for (String demand : List.of("max_age=900", "acr=urn:gatehouse:acr:single", "acr=unknown")) {
            given().redirects()
                    .follow(false)
                    .cookie("__Host-gatehouse", cookie)
                    .get("/login?return_to=/consents&" + demand)
                    .then()
                    .statusCode(303);
        }
    }

    @Test
    void aPageIsInTheLanguageThatItsAddressAsksFor() {
        given().header("Sec-Fetch-Site", "same-origin")
                .get("/login?ui_locales=de")
                .then()
                .cookie("__Host-gatehouse-lang", "de")
                .body(containsString("<html lang=\"de\">"))
                .body(containsString("Zum Inhalt springen"));
        assertFalse(given().get("/login?ui_locales=de").cookies().containsKey("__Host-gatehouse-lang"));
        given().cookie("__Host-gatehouse-lang", "de").get("/login").then().body(containsString("<html lang=\"de\">"));
        given().header("Accept-Language", "de-AT")
                .get("/login?ui_locales=en")
                .then()
                .body(containsString("<html lang=\"en\">"));
    }
}
