package dev.gatehouse.identity.bymail;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.factor.SecondFactor;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.mail.MailServer.Arrived;
import dev.gatehouse.identity.mail.Postmen;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class SignInByMailTest {
    private static final String SUBJECT = "Your code for signing in";
    private static final Pattern CODE = Pattern.compile("\n([0-9]{4} [0-9]{4})\n");
    private final String browser = Secrets.sha256(Secrets.random());
    private final UserStore users;
    private final AuditTrail trail;
    private final ServiceTokens tokens;
    private final Enrolment enrolment;
    private final SecondFactor secondFactor;
    private final Postmen postmen;
    MailServer mails;

    @Inject
    SignInByMailTest(
            UserStore users,
            AuditTrail trail,
            ServiceTokens tokens,
            Enrolment enrolment,
            SecondFactor secondFactor,
            Postmen postmen) {
        this.users = users;
        this.trail = trail;
        this.tokens = tokens;
        this.enrolment = enrolment;
        this.secondFactor = secondFactor;
        this.postmen = postmen;
    }

    @Test
    void whatWasMailedSignsInOnceInTheBrowserThatAsked() throws InterruptedException {
        Account ada = user(true);
        Arrived mail = asked(ada);
        assertTrue(mail.text().contains("/login/email/link?token=" + mail.token()), mail.text());
        String other = Secrets.sha256(Secrets.random());
        answer(other, mail.token(), null).body("code", equalTo("invalid_credentials"));
        answer(browser, mail.token(), null)
                .body("outcome", equalTo("authenticated"))
                .body("subject", equalTo(ada.id().toString()))
                .body("amr", equalTo(List.of("otp")));
        answer(browser, mail.token(), null).body("outcome", equalTo("refused"));
        answer(browser, code(mail), null).body("outcome", equalTo("refused"));
        List<RecordedEvent> events = trail.page(ada.id(), null, 10).events();
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.event().equals("signed_in") && "otp mail".equals(event.detail())),
                events.toString());
        assertTrue(events.stream().noneMatch(event -> event.toString().contains(mail.token())), "a token in the trail");
    }

    @Test
    void theCodeDoesTheSameAndFiveWrongOnesEndIt() throws InterruptedException {
        Account ada = user(true);
        String code = code(asked(ada));
        String wrong = code.startsWith("0") ? "1000 0000" : "0000 0000";
        for (int i = 0; i < 4; i++) {
            answer(browser, wrong, null).body("code", equalTo("invalid_credentials"));
        }
        answer(browser, code.replace(" ", "-"), null).body("outcome", equalTo("authenticated"));
        Account bob = user(true);
        String bobs = code(asked(bob));
        for (int i = 0; i < 5; i++) {
            answer(browser, bobs.startsWith("0") ? "10000000" : "00000000", null)
                    .body("outcome", equalTo("refused"));
        }
        answer(browser, bobs, null).body("outcome", equalTo("refused")).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void onlyAConfirmedAddressOfAnEnabledAccountIsWrittenAndNobodyIsToldWhich() throws InterruptedException {
        Account unconfirmed = user(false);
        Account locked = user(true);
        users.setDisabled(locked.id(), true);
        Account ada = user(true);
        Response known = ask(ada.username(), browser);
        for (String login : List.of(unconfirmed.username(), locked.username(), "nobody-" + UUID.randomUUID())) {
            Response answer = ask(login, Secrets.sha256(Secrets.random()));
            assertEquals(known.statusCode(), answer.statusCode());
            assertEquals(known.asString(), answer.asString());
        }
        mails.await(address(ada), SUBJECT);
        postmen.areDone();
        assertTrue(mails.to(address(unconfirmed)).isEmpty());
        assertTrue(mails.to(address(locked)).isEmpty());
    }

    @Test
    void whoIsLockedMeanwhileIsRefused() throws InterruptedException {
        Account ada = user(true);
        Arrived mail = asked(ada);
        users.setDisabled(ada.id(), true);
        answer(browser, mail.token(), null).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void anAccountIsWrittenOnlySoOftenAndANetworkMayAskOnlySoOften() throws InterruptedException {
        Account ada = user(true);
        for (int i = 0; i < 7; i++) {
            ask(ada.username(), browser).then().statusCode(200).body("outcome", equalTo("taken"));
        }
        postmen.areDone();
        assertEquals(5, mails.to(address(ada)).size());
        String network = "198.51." + (int) (Math.random() * 250) + "." + (int) (Math.random() * 250);
        for (int i = 0; i < 30; i++) {
            from(network, "nobody", browser).then().body("outcome", equalTo("taken"));
        }
        from(network, "nobody", browser).then().body("outcome", equalTo("wait"));
    }

    @Test
    void aSecondFactorIsStillAskedForAndTheLinkSurvivesTheQuestion() throws InterruptedException {
        Account ada = user(true);
        Enrolment.Application application = enrolment.of(ada);
        Arrived mail = asked(ada);
        for (int i = 0; i < 6; i++) {
            answer(browser, mail.token(), null).body("code", equalTo("second_factor_required"));
        }
        answer(browser, mail.token(), "000000").body("code", equalTo("invalid_credentials"));
        answer(browser, code(mail), application.code(1))
                .body("outcome", equalTo("authenticated"))
                .body("amr", equalTo(List.of("otp", "mfa")));
        answer(browser, mail.token(), application.recoveryCode()).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void wrongCodesOfASecondFactorUseTheMailUp() throws InterruptedException {
        Account ada = user(true);
        Enrolment.Application application = enrolment.of(ada);
        Arrived mail = asked(ada);
        for (int i = 0; i < 5; i++) {
            answer(browser, mail.token(), "aaaa-aaaa-aaaa-aaaa").body("code", equalTo("invalid_credentials"));
        }
        answer(browser, mail.token(), application.recoveryCode()).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void theMailIsInTheLanguageOfTheUser() throws InterruptedException {
        Account ada = user(true);
        internal("203.0.113.1")
                .header("Gatehouse-Requester-Languages", "de")
                .body(Map.of("login", ada.username(), "browser", browser))
                .post("/internal/authentications/mail");
        Arrived mail = mails.await(address(ada), "Ihr Code zum Anmelden");
        assertTrue(mail.text().contains("innerhalb von 10 Minuten"), mail.text());
        answer(browser, code(mail), null).body("outcome", equalTo("authenticated"));
    }

    @Test
    void aBrowserThatHasSignedInDoesNotWaitForOthersWrongCodes() throws InterruptedException {
        Account ada = user(true);
        String device = answer(browser, asked(ada).token(), null).extract().path("device");
        Enrolment.Application application = enrolment.of(ada);
        for (int i = 0; i < 6; i++) {
            secondFactor.check(ada.id(), "000000", null);
        }
        ask(ada.username(), browser);
        String token = mails.await(address(ada), SUBJECT, 2).getFirst().token();
        answer(browser, token, application.code(1)).body("outcome", equalTo("throttled"));
        answer(browser, token, application.code(1), device)
                .body("outcome", equalTo("authenticated"))
                .body("device", nullValue());
    }

    @Test
    void othersUseUpNoMailsOfABrowserThatHasSignedIn() throws InterruptedException {
        Account ada = user(true);
        String device = answer(browser, asked(ada).token(), null).extract().path("device");
        for (int i = 0; i < 7; i++) {
            ask(ada.username(), Secrets.sha256(Secrets.random()));
        }
        postmen.areDone();
        assertEquals(5, codesTo(ada).size());
        for (int i = 0; i < 7; i++) {
            internal("203.0.113." + (int) (Math.random() * 250))
                    .body(Map.of("login", ada.username(), "browser", browser, "device", device))
                    .post("/internal/authentications/mail");
            // One after the other, so that the latest to arrive is the one that is good.
            postmen.areDone();
        }
        assertEquals(10, codesTo(ada).size());
        answer(browser, codesTo(ada).getFirst().token(), null, device).body("outcome", equalTo("authenticated"));
    }

    @Test
    void onlyOurOwnServicesMayAsk() {
        given().contentType("application/json")
                .body(Map.of("login", "ada", "browser", browser))
                .post("/internal/authentications/mail")
                .then()
                .statusCode(401);
    }

    /** The latest first. */
    private List<Arrived> codesTo(Account account) {
        return mails.to(address(account)).stream()
                .filter(mail -> mail.subject().contains(SUBJECT))
                .toList();
    }

    private Arrived asked(Account account) throws InterruptedException {
        ask(account.username(), browser).then().statusCode(200).body("outcome", equalTo("taken"));
        return mails.await(address(account), SUBJECT);
    }

    /** From an address of its own, for it is bounded how often one may ask. */
    private Response ask(String login, String browser) {
        return from("203.0.113." + (int) (Math.random() * 250), login, browser);
    }

    private Response from(String address, String login, String browser) {
        return internal(address)
                .body(Map.of("login", login, "browser", browser))
                .post("/internal/authentications/mail");
    }

    private ValidatableResponse answer(String browser, String proof, @Nullable String otp) {
        return answer(browser, proof, otp, null);
    }

    private ValidatableResponse answer(String browser, String proof, @Nullable String otp, @Nullable String device) {
        var body = new HashMap<String, String>(Map.of("browser", browser, "proof", proof));
        if (otp != null) {
            body.put("otp", otp);
        }
        if (device != null) {
            body.put("device", device);
        }
        return internal("203.0.113.9")
                .body(body)
                .post("/internal/authentications/mail/answers")
                .then()
                .statusCode(200);
    }

    private RequestSpecification internal(String address) {
        return given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .header("Gatehouse-Requester-Address", address)
                .contentType("application/json");
    }

    private static String code(Arrived mail) {
        Matcher matcher = CODE.matcher(mail.text());
        assertTrue(matcher.find(), mail.text());
        return matcher.group(1);
    }

    private static String address(Account account) {
        return account.username() + "@example.org";
    }

    private Account user(boolean verified) {
        String name = "b" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", verified, null, null, false))
                .orElseThrow();
    }
}
