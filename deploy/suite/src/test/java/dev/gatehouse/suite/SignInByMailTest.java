package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Confirmed;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Mailbox;
import dev.gatehouse.suite.setup.OneTimePassword;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in by a link or a code that is mailed, without a password. */
class SignInByMailTest {
    private static final String SUBJECT = "Your code for signing in";
    private static final String BROWSER = "__Host-gatehouse-email";
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void theLinkSignsInOnceAndOnlyInTheBrowserThatAsked() throws InterruptedException {
        Person ada = confirmed();
        String browser = ask(ada.username()).cookie(BROWSER);
        String token = mailbox(ada).token(SUBJECT);
        String other = ask("nobody-at-all").cookie(BROWSER);
        answer(other, Map.of("token", token)).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post("/sessions/email/answer")
                .then()
                .statusCode(401)
                .body("code", equalTo("other_browser"));
        Response opened = answer(browser, Map.of("token", token));
        opened.then().statusCode(201).body("username", equalTo(ada.username()));
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, opened.cookie(Gatehouse.COOKIE))
                .get("/account/activity")
                .then()
                .statusCode(200)
                .body("events.detail", hasItem("otp mail"));
        answer(browser, Map.of("token", token)).then().statusCode(401);
        answer(browser, Map.of("code", code(ada))).then().statusCode(401);
    }

    @Test
    void theCodeSignsInAndTheSixthTryIsOneTooMany() throws InterruptedException {
        Person ada = confirmed();
        String browser = ask(ada.email()).cookie(BROWSER);
        String code = code(ada);
        String wrong = code.startsWith("0") ? "10000000" : "00000000";
        answer(browser, Map.of("code", wrong)).then().statusCode(401).body("code", equalTo("invalid_credentials"));
        answer(browser, Map.of("code", code)).then().statusCode(201);
        Person bob = confirmed();
        String bobs = ask(bob.email()).cookie(BROWSER);
        String right = code(bob);
        for (int i = 0; i < 5; i++) {
            answer(bobs, Map.of("code", right.startsWith("0") ? "10000000" : "00000000"))
                    .then()
                    .statusCode(401);
        }
        answer(bobs, Map.of("code", right)).then().statusCode(401).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void whoHasNoAccountOrNoConfirmedAddressIsAnsweredTheSame() throws InterruptedException {
        Person ada = confirmed();
        Person unconfirmed = gatehouse.register();
        Response known = ask(ada.username());
        for (String login : List.of("nobody@example.test", unconfirmed.username())) {
            Response other = ask(login);
            assertEquals(known.statusCode(), other.statusCode());
            assertEquals(known.asString(), other.asString());
            assertEquals(names(known), names(other));
            answer(other.cookie(BROWSER), Map.of("code", "00000000"))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"));
        }
        mailbox(ada).await(SUBJECT);
        assertTrue(mailbox(unconfirmed).all().stream()
                .noneMatch(mail -> mail.subject().contains(SUBJECT)));
    }

    @Test
    void aSecondFactorIsStillAskedFor() throws Exception {
        Person ada = confirmed();
        String secret = known(ada).application();
        String browser = ask(ada.username()).cookie(BROWSER);
        String token = mailbox(ada).token(SUBJECT);
        answer(browser, Map.of("token", token)).then().statusCode(401).body("code", equalTo("second_factor_required"));
        answer(browser, Map.of("token", token, "otp", "000000"))
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_credentials"));
        answer(browser, Map.of("token", token, "otp", OneTimePassword.of(secret, 1)))
                .then()
                .statusCode(201);
    }

    @Test
    void thePagesLeadBackToWhereOneWanted() throws InterruptedException {
        Person ada = confirmed();
        try (Chromium chromium = Chromium.open();
                Chromium elsewhere = Chromium.open()) {
            Page page = chromium.page();
            page.navigate(gatehouse.issuer() + "/login?return_to=/sessions/current");
            page.click("text=Sign in by e-mail");
            page.fill("#login", ada.username());
            page.check("input[name=remember]");
            page.click("main form button");
            chromium.arrivesAt(gatehouse.issuer() + "/login/email/code");
            String link = gatehouse.issuer() + "/login/email/link?token="
                    + mailbox(ada).token(SUBJECT);
            elsewhere.page().navigate(link);
            assertTrue(elsewhere.page().content().contains("This does not sign you in here"));
            page.navigate(link);
            page.click("main form button");
            chromium.arrivesAt(gatehouse.issuer() + "/sessions/current");
            assertTrue(page.content().contains(ada.username()), page.content());
            assertTrue(Passkeys.sessionOutlives(chromium));
        }
    }

    @Test
    void theCodeIsTypedOnThePage() throws InterruptedException {
        Person ada = confirmed();
        try (Chromium chromium = Chromium.open()) {
            Page page = chromium.page();
            page.navigate(gatehouse.issuer() + "/login/email");
            page.fill("#login", ada.email());
            page.click("main form button");
            chromium.arrivesAt(gatehouse.issuer() + "/login/email/code");
            page.fill("#code", "12");
            page.click("main form button");
            page.waitForSelector(".error");
            page.fill("#code", code(ada));
            page.click("main form button");
            chromium.arrivesAt(gatehouse.issuer() + "/account");
            assertTrue(page.content().contains(ada.username()), page.content());
            assertFalse(Passkeys.sessionOutlives(chromium));
        }
    }

    @Test
    void aCodeByMailIsASecondFactorAndThenAMailAloneSignsNobodyIn() throws InterruptedException {
        Person ada = confirmed();
        String first = known(ada).mailedFactor();
        given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(ada.username(), ada.password())
                .get("/verify")
                .then()
                .statusCode(401);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401).body("code", equalTo("second_factor_required"));
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username", ada.username(),
                        "password", ada.password(),
                        "otp", code(ada, "Your second factor", first)))
                .post("/sessions")
                .then()
                .statusCode(201);
        ask(ada.username());
        mailbox(ada).await("Please sign in with your password");
    }

    @Test
    void anotherSiteCannotMakeABrowserAsk() {
        given().spec(gatehouse.origin())
                .contentType(ContentType.URLENC)
                .header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("login", "ada")
                .post("/login/email")
                .then()
                .statusCode(403)
                .body(containsString("another site"));
    }

    private Person confirmed() throws InterruptedException {
        return Confirmed.in(gatehouse).person();
    }

    private Confirmed known(Person person) {
        return new Confirmed(gatehouse, person, mailbox(person));
    }

    private Mailbox mailbox(Person person) {
        return new Mailbox(gatehouse.suite().mails(), person.email());
    }

    private String code(Person person) throws InterruptedException {
        return code(person, SUBJECT, "");
    }

    private String code(Person person, String subject, String before) throws InterruptedException {
        return known(person).code(subject, before);
    }

    private Response ask(String login) {
        Response answer = given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("login", login))
                .post("/sessions/email");
        answer.then().statusCode(202);
        return answer;
    }

    private Response answer(String browser, Map<String, String> body) {
        return given().spec(gatehouse.origin())
                .cookie(BROWSER, browser)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/sessions/email/answer");
    }

    private static List<String> names(Response answer) {
        return answer.headers().asList().stream().map(Header::getName).sorted().toList();
    }
}
