package dev.gatehouse.identity.email;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class ConfirmationPageTest {
    private static final String PATH = "/account/email/confirmation";
    private final UserStore users;
    private final OneTimeTokens tokens;

    @Inject
    ConfirmationPageTest(UserStore users, OneTimeTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Test
    void lookingAtThePageConfirmsNothingPressingTheButtonDoes() {
        String name = "c" + UUID.randomUUID().toString().substring(0, 12);
        String email = name + "@example.org";
        UUID user = users.insert(new NewUser(name, email, false, null, null, false))
                .orElseThrow()
                .id();
        String token = tokens.issue(user, Purpose.confirm_email, email, Duration.ofMinutes(5));
        Response page = given().get(PATH + "?token=" + token);
        page.then().statusCode(200).header("Referrer-Policy", "no-referrer").body(containsString("Press the button"));
        form(token, page)
                .header("Origin", "https://example.com")
                .post(PATH)
                .then()
                .statusCode(403);
        assertFalse(users.account(user).orElseThrow().emailVerified());
        form(token, page)
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .post(PATH)
                .then()
                .statusCode(200)
                .body(containsString("is confirmed"));
        assertTrue(users.account(user).orElseThrow().emailVerified());
        form(token, page)
                .header("Accept-Language", "de")
                .post(PATH)
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("gilt nicht mehr"),
                        containsString("<a href=\"/account/profile\">Zu Ihrem Profil</a>")));
    }

    @Test
    void whoseAddressIsAnothersByNowIsLedToWhereAnotherIsGiven() {
        String email = "c" + UUID.randomUUID().toString().substring(0, 12) + "@example.org";
        assertTrue(users.insert(new NewUser(email.substring(0, 8), email, true, null, null, false))
                .isPresent());
        UUID late = users.insert(new NewUser("l" + email.substring(0, 8), null, false, null, null, false))
                .orElseThrow()
                .id();
        String token = tokens.issue(late, Purpose.change_email, email, Duration.ofMinutes(5));
        form(token, given().get(PATH))
                .post(PATH)
                .then()
                .statusCode(409)
                .body(allOf(
                        containsString("Another account has this e-mail address"),
                        containsString("<a href=\"/account/profile\">Go to your profile</a>")));
    }

    @Test
    void onlyAFormOfThatBrowserCounts() {
        String name = "c" + UUID.randomUUID().toString().substring(0, 12);
        String email = name + "@example.org";
        UUID user = users.insert(new NewUser(name, email, false, null, null, false))
                .orElseThrow()
                .id();
        String token = tokens.issue(user, Purpose.confirm_email, email, Duration.ofMinutes(5));
        given().contentType("application/x-www-form-urlencoded")
                .formParam("token", token)
                .post(PATH)
                .then()
                .statusCode(403)
                .body(containsString("name=\"form_token\""));
        Response elsewhere = given().get(PATH + "?token=" + token);
        given().contentType("application/x-www-form-urlencoded")
                .cookie(FormToken.COOKIE, given().get(PATH).cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, value(elsewhere))
                .formParam("token", token)
                .post(PATH)
                .then()
                .statusCode(403);
        assertFalse(users.account(user).orElseThrow().emailVerified());
    }

    @Test
    void aProgramThatBringsNothingGoodIsTold() {
        given().contentType("application/json")
                .body(Map.of("token", "ght_nothing"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_token"));
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(400);
    }

    /** As the browser sends it that was shown {@code page}. */
    private static RequestSpecification form(String token, Response page) {
        return given().contentType("application/x-www-form-urlencoded")
                .cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, value(page))
                .formParam("token", token);
    }

    private static String value(Response page) {
        return page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value");
    }
}
