package dev.gatehouse.identity.newpassword;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The pages for who has lost the password. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class RecoveryPagesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private final UserStore users;
    private final OneTimeTokens tokens;

    @Inject
    RecoveryPagesTest(UserStore users, OneTimeTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Test
    void thePagesSpeakTheReadersLanguageAndLetNoAddressOut() {
        Account ada = user();
        String token = tokens.issue(ada.id(), Purpose.reset_password, null, Duration.ofMinutes(5));
        for (int i = 0; i < 2; i++) {
            given().header("Accept-Language", "de")
                    .get("/recovery/password?token=" + token)
                    .then()
                    .statusCode(200)
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cache-Control", "no-store")
                    .body(allOf(containsString("Ein neues Passwort setzen"), containsString(token)));
        }
        given().get("/recovery").then().statusCode(200).body(containsString("Forgotten password"));
        given().get("/recovery/password").then().body(containsString("This link is not good any more"));
        given().contentType(FORM)
                .formParam("login", "\"><script>")
                .header("Origin", "https://example.com")
                .post("/recovery")
                .then()
                .statusCode(403)
                .body(allOf(containsString("another site"), not(containsString("<script>"))));
        given().contentType(FORM)
                .formParam("login", ada.username())
                .post("/recovery")
                .then()
                .statusCode(403)
                .body(containsString("Please start again here"));
        fromPage("/recovery")
                .formParam("login", ada.username())
                .post("/recovery")
                .then()
                .statusCode(202)
                .body(containsString("on its way"));
        // Of someone else: the mail that was just asked for has a token that takes the place of any other.
        String reset = resetToken(user());
        given().contentType(FORM)
                .formParam("token", reset)
                .formParam("password", "short")
                .post("/recovery/password")
                .then()
                .statusCode(403)
                .body(containsString(reset));
        fromPage("/recovery/password?token=" + reset)
                .formParam("token", reset)
                .formParam("password", "short")
                .header("Accept-Language", "de")
                .post("/recovery/password")
                .then()
                .statusCode(422)
                .body(containsString("Bitte wählen Sie ein anderes"));
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        fromPage("/recovery")
                .formParam("login", "   ")
                .post("/recovery")
                .then()
                .statusCode(400)
                .body(allOf(
                        containsString("<title>Not done: "),
                        containsString("aria-invalid=\"true\" aria-describedby=\"login-error\""),
                        containsString("id=\"login-error\">Enter your username or your e-mail address.")));
        fromPage("/recovery")
                .formParam("login", " ")
                .header("Accept-Language", "de")
                .post("/recovery")
                .then()
                .body(containsString("id=\"login-error\">Geben Sie Ihren Benutzernamen"));
        String reset = resetToken(user());
        fromPage("/recovery/password?token=" + reset)
                .formParam("token", reset)
                .formParam("password", "short")
                .post("/recovery/password")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("<title>Not done: "),
                        containsString("aria-invalid=\"true\" aria-describedby=\"password-error\""),
                        containsString("id=\"password-error\">This password is too short.")));
        given().get("/recovery").then().body(not(containsString("aria-invalid")));
    }

    @Test
    void whoAskedOnTheWayToSomewhereGetsThereInTheEndInTheirLanguage() {
        String way = "/oauth2/authorize?client_id=a&scope=openid";
        String query = "return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid&ui_locales=de";
        Response page = given().urlEncodingEnabled(false).get("/recovery?" + query);
        page.then().body(containsString("action=\"/recovery?ui_locales=de\""));
        assertEquals(way, field(page, "return_to"));
        Response asked = fromPage("/recovery")
                .queryParam("ui_locales", "de")
                .formParam("login", "nobody-" + UUID.randomUUID())
                .formParam("return_to", way)
                .post("/recovery");
        asked.then().statusCode(202).body(containsString("<html lang=\"de\">"));
        String onward = asked.cookie(OnwardCookie.RECOVERY.cookie());
        given().cookie(OnwardCookie.RECOVERY.cookie(), onward)
                .get("/recovery/password?token=none")
                .then()
                .body(containsString(
                        "href=\"/recovery?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid\""));
        Beside.of(TokenService.class);
        Beside.of(SessionService.class);
        String reset = resetToken(user());
        Response changed = fromPage("/recovery/password?token=" + reset)
                .cookie(OnwardCookie.RECOVERY.cookie(), onward)
                .formParam("token", reset)
                .formParam("password", "four-candles-please")
                .post("/recovery/password");
        changed.then()
                .statusCode(200)
                .body(containsString(
                        "href=\"/login?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid\""));
        assertTrue(changed.headers().getValues("Set-Cookie").contains(OnwardCookie.RECOVERY.cleared()));
    }

    @Test
    void nobodyIsLedElsewhereByIt() {
        Response asked = fromPage("/recovery")
                .formParam("login", "nobody-" + UUID.randomUUID())
                .formParam("return_to", "https://evil.example/")
                .post("/recovery");
        assertTrue(asked.headers().getValues("Set-Cookie").contains(OnwardCookie.RECOVERY.cleared()));
        for (String made : List.of("https://evil.example/", "/logout", "//evil.example", "\u0000")) {
            String cookie =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(made.getBytes(StandardCharsets.US_ASCII));
            given().cookie(OnwardCookie.RECOVERY.cookie(), cookie)
                    .get("/recovery/password?token=none")
                    .then()
                    .body(containsString("href=\"/recovery\""));
        }
        given().cookie(OnwardCookie.RECOVERY.cookie(), "A")
                .get("/recovery/password?token=none")
                .then()
                .statusCode(200);
    }

    /** A form of the page, as a browser sends it. */
    private static RequestSpecification fromPage(String page) {
        Response shown = given().get(page);
        return given().contentType(FORM)
                .cookie(FormToken.COOKIE, shown.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, shown.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"));
    }

    private static String field(Response page, String name) {
        return page.htmlPath().getString("**.find { it.@name == '" + name + "' }.@value");
    }

    private String resetToken(Account account) {
        return tokens.issue(account.id(), Purpose.reset_password, account.email(), Duration.ofMinutes(1));
    }

    private Account user() {
        String name = "r" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", false, null, null, false))
                .orElseThrow();
    }
}
