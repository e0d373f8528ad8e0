package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import java.security.InvalidKeyException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody whose address is confirmed, and who is written to in English, whatever their browser says. */
public record Confirmed(Gatehouse gatehouse, Person person, Mailbox mailbox) {
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{4} [0-9]{4})\\b");

    public static Confirmed in(Gatehouse gatehouse) throws InterruptedException {
        Person person = gatehouse.register();
        var mailbox = new Mailbox(gatehouse.suite().mails(), person.email());
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("token", mailbox.token("Confirm your e-mail address")))
                .post("/account/email/confirmation")
                .then()
                .statusCode(204);
        var confirmed = new Confirmed(gatehouse, person, mailbox);
        given().spec(gatehouse.bearer(confirmed.token()))
                .contentType(ContentType.JSON)
                .body(Map.of("locale", "en"))
                .patch("/users/me")
                .then()
                .statusCode(200);
        return confirmed;
    }

    /** By which they act for themselves. */
    public String token() {
        return gatehouse.signInForTokens(person, "jwt").path("access_token");
    }

    /** In the latest mail about {@code subject}, once it is another than {@code before}. */
    public String code(String subject, String before) throws InterruptedException {
        mailbox.await(subject);
        Until.holds("another code comes", () -> !latest(subject).equals(before));
        return latest(subject);
    }

    private String latest(String subject) {
        return mailbox.all().stream()
                .filter(mail -> mail.subject().contains(subject))
                .findFirst()
                .map(mail -> CODE.matcher(mail.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("");
    }

    /** Has codes mailed as the second factor from now on; the code of now. */
    public String mailedFactor() throws InterruptedException {
        String token = token();
        gatehouse.bearer(token).post("/account/factors/email").then().statusCode(202);
        String code = code("Your second factor", "");
        given().spec(gatehouse.bearer(token))
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/account/factors/email/confirmation")
                .then()
                .statusCode(200)
                .body("recovery_codes.size()", equalTo(10));
        return code;
    }

    /** Sets up an authenticator application, and gives its secret. */
    public String application() throws InvalidKeyException {
        String token = token();
        String secret = given().spec(gatehouse.bearer(token))
                .post("/account/factors/totp")
                .path("secret");
        given().spec(gatehouse.bearer(token))
                .contentType(ContentType.JSON)
                .body(Map.of("code", OneTimePassword.of(secret, 0)))
                .post("/account/factors/totp/confirmation")
                .then()
                .statusCode(200);
        return secret;
    }
}
