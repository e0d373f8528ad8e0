package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Mailbox;
import dev.gatehouse.suite.setup.PageForm;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users are mailed, and what they do with it. */
class MailTest {
    private static final String NEW_PASSWORD = "another long and easy one";
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void theAddressIsConfirmedByWhatWasMailedToIt() throws InterruptedException {
        Person ada = gatehouse.register();
        String token = mailbox(ada.email()).token("Confirm your e-mail address");
        given().spec(gatehouse.origin())
                .get("/account/email/confirmation?token=" + token)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"));
        as(ada).get("/users/me").then().body("email_verified", equalTo(false));
        post("/account/email/confirmation", Map.of("token", token)).then().statusCode(204);
        as(ada).get("/users/me").then().body("email_verified", equalTo(true));
        post("/account/email/confirmation", Map.of("token", token)).then().statusCode(422);
        as(ada).post("/account/email/verification").then().statusCode(409);
    }

    @Test
    void anotherAddressCountsOnceItIsConfirmed() throws InterruptedException {
        Person ada = gatehouse.register();
        Person bob = gatehouse.register();
        String next = "new-" + UUID.randomUUID() + "@example.test";
        change(ada, next, "not her password").then().statusCode(403).body("code", equalTo("wrong_password"));
        change(ada, bob.email(), ada.password()).then().statusCode(202);
        change(ada, next, ada.password()).then().statusCode(202);
        String token = mailbox(next).token("Confirm your new e-mail address");
        mailbox(ada.email()).await("Your e-mail address is to be changed");
        as(ada).get("/users/me").then().body("email", equalTo(ada.email()));
        as(ada).get("/users/me/export").then().body("open_requests.issued_for", hasItem(next));
        post("/account/email/confirmation", Map.of("token", token)).then().statusCode(204);
        as(ada).get("/users/me").then().body("email", equalTo(next)).body("email_verified", equalTo(true));
    }

    @Test
    void aLostPasswordIsReplacedAndAllThatWasHeldEnds() throws InterruptedException {
        Person ada = gatehouse.register();
        String access = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        String cookie = gatehouse.signInForCookie(ada).cookie(Gatehouse.COOKIE);
        Response known = post("/recovery", Map.of("login", ada.email()));
        Response unknown = post("/recovery", Map.of("login", "nobody@example.test"));
        known.then().statusCode(202);
        assertEquals(known.statusCode(), unknown.statusCode());
        assertEquals(known.asString(), unknown.asString());
        String token = mailbox(ada.email()).token("Set a new password");
        reset(token, "password1").then().statusCode(422).body("code", equalTo("weak_password"));
        reset(token + "x", NEW_PASSWORD).then().statusCode(422).body("code", equalTo("invalid_token"));
        PageForm.of(gatehouse, "/recovery/password?token=" + token)
                .formParams(Map.of("token", token, "password", NEW_PASSWORD))
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .post("/recovery/password")
                .then()
                .statusCode(200)
                .body(containsString("Your password was changed"));
        reset(token, NEW_PASSWORD).then().statusCode(422).body("code", equalTo("invalid_token"));
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/sessions/current")
                .then()
                .statusCode(401);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401);
        gatehouse.signInForTokens(with(ada, NEW_PASSWORD), "jwt").then().statusCode(201);
        mailbox(ada.email()).await("Your password was changed");
    }

    @Test
    void whoKnowsThePasswordChangesItAndSignsInAgain() throws InterruptedException {
        Person ada = gatehouse.register();
        String access = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        password(gatehouse.bearer(access), "not her password", NEW_PASSWORD)
                .then()
                .statusCode(403)
                .body("code", equalTo("wrong_password"));
        password(gatehouse.bearer(access), ada.password(), "password1")
                .then()
                .statusCode(422)
                .body("code", equalTo("weak_password"));
        gatehouse.bearer(access).get("/verify").then().statusCode(200);
        password(gatehouse.bearer(access), ada.password(), NEW_PASSWORD).then().statusCode(204);
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
        mailbox(ada.email()).await("Your password was changed");
        as(with(ada, NEW_PASSWORD))
                .get("/account/activity")
                .then()
                .statusCode(200)
                .body("events.event", hasItem("password_changed"));
    }

    @Test
    void aSignInFromElsewhereIsToldOfButNotTheFirst() throws InterruptedException {
        Person ada = gatehouse.register();
        signInFrom(ada, "curl/8.5.0");
        awaitDevices(ada, 1);
        signInFrom(ada, "curl/8.6.0");
        signInFrom(ada, "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");
        String text =
                mailbox(ada.email()).await("A new sign-in to your account").text();
        assertTrue(text.contains("Program: Firefox (Windows)"), text);
        assertEquals(
                1,
                mailbox(ada.email()).all().stream()
                        .filter(mail -> mail.subject().startsWith("A new sign-in"))
                        .count());
    }

    @Test
    void mailsAreInTheLanguageOfTheUserElseOfTheRequest() throws InterruptedException {
        Person ada = gatehouse.register();
        as(ada).contentType(ContentType.JSON)
                .body("{\"locale\":\"de-AT\"}")
                .patch("/users/me")
                .then()
                .statusCode(200);
        given().spec(gatehouse.origin())
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(Map.of("login", ada.username()))
                .post("/recovery")
                .then()
                .statusCode(202);
        mailbox(ada.email()).await("Setzen Sie ein neues Passwort");
        Person bob = gatehouse.register();
        given().spec(gatehouse.origin())
                .header("Accept-Language", "de-CH, en;q=0.5")
                .contentType(ContentType.JSON)
                .body(Map.of("login", bob.username()))
                .post("/recovery")
                .then()
                .statusCode(202);
        mailbox(bob.email()).await("Setzen Sie ein neues Passwort");
    }

    private Mailbox mailbox(String address) {
        return new Mailbox(gatehouse.suite().mails(), address);
    }

    private static Person with(Person person, String password) {
        return new Person(person.id(), person.username(), person.email(), password);
    }

    private Response post(String path, Map<String, String> body) {
        return given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private Response reset(String token, String password) {
        return post("/recovery/password", Map.of("token", token, "password", password));
    }

    private Response change(Person person, String email, String password) {
        return as(person)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .put("/account/email");
    }

    private static Response password(RequestSpecification by, String current, String password) {
        return given().spec(by)
                .contentType(ContentType.JSON)
                .body(Map.of("current_password", current, "password", password))
                .put("/account/password");
    }

    private void signInFrom(Person person, String program) {
        given().spec(gatehouse.origin())
                .header("User-Agent", program)
                .contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", person.password(), "type", "jwt"))
                .post("/tokens")
                .then()
                .statusCode(201);
    }

    /** Devices are looked at when the answer is out already. */
    private void awaitDevices(Person person, int known) {
        Until.holds(
                "the device is known",
                () -> as(person)
                                .get("/users/me/export")
                                .jsonPath()
                                .getList("known_devices")
                                .size()
                        == known);
    }

    private RequestSpecification as(Person person) {
        return given().spec(gatehouse.origin()).auth().preemptive().basic(person.username(), person.password());
    }
}
