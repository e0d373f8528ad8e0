package dev.gatehouse.identity.register;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.identity.home.Visits;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Visits.class)
class RegisterPageTest {
    private static final String PASSWORD = "four-candles-please";
    private final UserStore users;

    @Inject
    RegisterPageTest(UserStore users) {
        this.users = users;
    }

    @Test
    void whoeverRegistersGoesOnToSignInWithTheirNameFilledIn() {
        String name = fresh();
        register("/register?return_to=/users/me", name, name + "@example.org", PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?return_to=%2Fusers%2Fme&login_hint=" + name));
        Account made = users.byLogin(name).orElseThrow();
        assertEquals(name + "@example.org", made.email());
    }

    @Test
    void thePageLeadsNowhereElseAndSpeaksTheReadersLanguage() {
        given().header("Accept-Language", "de")
                .get("/register?return_to=https://evil.example")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(allOf(
                        containsString("<html lang=\"de\">"),
                        containsString("Konto anlegen"),
                        containsString("href=\"/login\""),
                        containsString("autocomplete=\"new-password\""),
                        not(containsString("\"https://evil"))));
    }

    @Test
    void theLanguageThatWasAskedForGoesAlong() {
        String name = fresh();
        given().get("/register?return_to=/users/me&ui_locales=de")
                .then()
                .body(allOf(
                        containsString("action=\"/register?ui_locales=de\""),
                        containsString("href=\"/login?return_to=%2Fusers%2Fme&amp;ui_locales=de\"")));
        filled(fromPage("/register?ui_locales=de"), name, "nowhere", PASSWORD)
                .header("X-Forwarded-For", address())
                .post("/register?ui_locales=de")
                .then()
                .statusCode(422)
                .body(containsString("<html lang=\"de\">"));
        filled(fromPage("/register?ui_locales=de"), name, name + "@example.org", PASSWORD)
                .header("X-Forwarded-For", address())
                .post("/register?ui_locales=de")
                .then()
                .header("Location", equalTo("/login?login_hint=" + name + "&ui_locales=de"));
        given().get("/register?ui_locales=%22%3E").then().statusCode(200).body(containsString("action=\"/register\""));
    }

    @Test
    void anotherPersonsAddressIsAnsweredAsAFreeOne() {
        String taken = fresh() + "@example.org";
        users.insert(new NewUser(fresh(), taken, true, null, null, false));
        String name = fresh();
        register("/register", name, taken, PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?login_hint=" + name));
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndTheRestStays() {
        String name = fresh();
        Response weak = register("/register", name, name + "@example.org", "short");
        weak.then()
                .statusCode(422)
                .body(allOf(
                        containsString("This password is too short."),
                        containsString("id=\"password-error\""),
                        containsString("aria-describedby=\"password-hint password-error\" aria-invalid=\"true\""),
                        containsString("value=\"" + name + "\""),
                        containsString("<title>Not done: Create your account"),
                        not(containsString("short\""))));
        assertTrue(users.byLogin(name).isEmpty());
        register("/register", name, "nowhere", PASSWORD)
                .then()
                .statusCode(422)
                .body(containsString("id=\"email-error\""));
        register("/register", "a b", "nowhere", PASSWORD)
                .then()
                .statusCode(422)
                .body(allOf(containsString("id=\"username-error\""), containsString("id=\"email-error\"")));
        users.insert(new NewUser(name, null, false, null, null, false));
        register("/register", name, name + "@example.org", PASSWORD)
                .then()
                .statusCode(409)
                .body(containsString("Somebody has this name already"));
        register("/register", "<script>", name + "@example.org", PASSWORD)
                .then()
                .body(not(containsString("<script>")));
    }

    @Test
    void aFormThatIsNotFromThePageMakesNobody() {
        String name = fresh();
        filled(given(), name, name + "@example.org", PASSWORD)
                .post("/register")
                .then()
                .statusCode(403)
                .body(containsString("Please start again here"));
        filled(fromPage("/register"), name, name + "@example.org", PASSWORD)
                .header("Origin", "https://evil.example")
                .post("/register")
                .then()
                .statusCode(403);
        assertTrue(users.byLogin(name).isEmpty());
    }

    @Test
    void manyFromOneNetworkHaveToWait() {
        String network = address();
        int status = 0;
        for (int i = 0; i < 40 && status != 429; i++) {
            Response sent = filled(fromPage("/register"), fresh(), fresh() + "@example.org", "short")
                    .header("X-Forwarded-For", network)
                    .post("/register");
            status = sent.statusCode();
            if (status == 429) {
                sent.then()
                        .header("Retry-After", Integer::parseInt, greaterThan(0))
                        .body(containsString("too many tries. Please try again in "));
            }
        }
        assertEquals(429, status);
    }

    @Test
    void whoeverIsSignedInNeedsNoOtherAccount() {
        Account ada = users.insert(new NewUser(fresh(), null, false, null, null, false))
                .orElseThrow();
        Visits.Visit.of(ada).get("/register").then().statusCode(303).header("Location", startsWith("/account"));
    }

    private static Response register(String page, String username, String email, String password) {
        return filled(fromPage(page), username, email, password)
                .header("X-Forwarded-For", address())
                .post("/register");
    }

    private static RequestSpecification filled(
            RequestSpecification form, String username, String email, String password) {
        return form.redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParam("username", username)
                .formParam("email", email)
                .formParam("password", password);
    }

    /** The form of the page, as a browser sends it. */
    private static RequestSpecification fromPage(String page) {
        Response shown = given().get(page);
        return given().cookie(FormToken.COOKIE, shown.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, field(shown, FormToken.FIELD))
                .formParam("return_to", field(shown, "return_to"));
    }

    private static String field(Response page, String name) {
        return page.htmlPath().getString("**.find { it.@name == '" + name + "' }.@value");
    }

    private static String address() {
        return "2001:db8:" + group() + ":" + group() + "::1";
    }

    private static String group() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0x10000));
    }

    private static String fresh() {
        return "r" + UUID.randomUUID().toString().substring(0, 12);
    }
}
