package dev.gatehouse.identity.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
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
class EmailFactorTest {
    private static final String PASSWORD = "four-candles-please";
    private static final String SUBJECT = "Your second factor";
    private static final Pattern CODE = Pattern.compile("\n([0-9]{4} [0-9]{4})\n");
    private final UserStore users;
    private final FactorKeeping keeping;
    private final SecondFactor factor;
    private final EmailFactor email;
    private final Enrolment enrolment;
    private final OneTimeTokens oneTime;
    private final ServiceTokens tokens;
    MailServer mails;

    @Inject
    EmailFactorTest(
            UserStore users,
            FactorKeeping keeping,
            SecondFactor factor,
            EmailFactor email,
            Enrolment enrolment,
            OneTimeTokens oneTime,
            ServiceTokens tokens) {
        this.users = users;
        this.keeping = keeping;
        this.factor = factor;
        this.email = email;
        this.enrolment = enrolment;
        this.oneTime = oneTime;
        this.tokens = tokens;
    }

    @Test
    void afterTheRightPasswordACodeIsMailedAndTakenOnce() throws InterruptedException {
        Account ada = enrolled();
        int before = mailed(ada);
        signIn(ada, "not her password", null).body("code", equalTo("invalid_credentials"));
        call(ada).body("code", equalTo("second_factor_required"));
        signIn(ada, PASSWORD, null).body("code", equalTo("second_factor_required"));
        String code = next(ada, before);
        // Neither the wrong password nor the call by HTTP Basic has sent one.
        assertEquals(before + 1, mailed(ada));
        signIn(ada, "not her password", code).body("code", equalTo("invalid_credentials"));
        signIn(ada, PASSWORD, code)
                .body("outcome", equalTo("authenticated"))
                .body("amr", equalTo(List.of("pwd", "otp", "mfa")));
        signIn(ada, PASSWORD, code).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void isNotAskedForUntilACodeWasGivenAndComesWithRecoveryCodes() throws InterruptedException {
        Account ada = user(true);
        assertInstanceOf(EmailFactor.Mailed.class, email.mail(ada.id(), null));
        String code = next(ada, 0);
        assertInstanceOf(SecondFactor.NotNeeded.class, factor.check(ada.id(), null, null));
        assertInstanceOf(FactorKeeping.Refused.class, keeping.confirmEmail(ada.id(), wrong(code), null));
        var done = assertInstanceOf(FactorKeeping.Done.class, keeping.confirmEmail(ada.id(), code, null));
        assertEquals(10, done.recoveryCodes().size());
        assertInstanceOf(SecondFactor.Missing.class, factor.check(ada.id(), null, null));
        assertInstanceOf(FactorKeeping.Nothing.class, keeping.confirmEmail(ada.id(), code, null));
        assertInstanceOf(
                SecondFactor.Passed.class,
                factor.check(ada.id(), done.recoveryCodes().getFirst(), null));
        assertNotNull(keeping.overview(ada.id()).emailSince());
    }

    @Test
    void fiveWrongCodesEndTheRightOneAndAnotherUsersIsNone() throws InterruptedException {
        Account ada = enrolled();
        int before = mailed(ada);
        assertEquals(0, factor.mailCode(ada.id(), null));
        String code = next(ada, before);
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(enrolled().id(), code, null));
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), wrong(code), null));
        }
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), code, null));
    }

    @Test
    void onlyAConfirmedAddressIsWrittenAndOnlySoOften() throws InterruptedException {
        assertInstanceOf(EmailFactor.NoAddress.class, email.mail(user(false).id(), null));
        assertInstanceOf(EmailFactor.NoAddress.class, email.mail(UUID.randomUUID(), null));
        Account ada = enrolled();
        for (int i = 0; i < 9; i++) {
            assertEquals(0, factor.mailCode(ada.id(), null));
        }
        assertTrue(factor.mailCode(ada.id(), null) > 0);
        signIn(ada, PASSWORD, null).body("outcome", equalTo("throttled"));
    }

    @Test
    void whereThereIsAnApplicationItIsAskedAndNoMailGoesOut() throws InterruptedException {
        Account ada = enrolled();
        Enrolment.Application application = enrolment.of(ada);
        int before = mailed(ada);
        signIn(ada, PASSWORD, null).body("code", equalTo("second_factor_required"));
        assertEquals(0, factor.mailCode(ada.id(), null));
        assertInstanceOf(EmailFactor.Mailed.class, email.mail(ada.id(), null));
        String code = next(ada, before);
        assertEquals(before + 1, mailed(ada));
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), code, null));
        signIn(ada, PASSWORD, application.code(1)).body("outcome", equalTo("authenticated"));
        // The one goes, the other stays, with its recovery codes.
        assertInstanceOf(FactorKeeping.Done.class, keeping.remove(ada.id(), application.recoveryCode(), null));
        assertEquals(9, keeping.overview(ada.id()).recoveryCodesLeft());
        assertInstanceOf(SecondFactor.Missing.class, factor.check(ada.id(), null, null));
        assertInstanceOf(FactorKeeping.Nothing.class, keeping.remove(ada.id(), "00000000", null));
    }

    @Test
    void whoTakesItAwayIsAskedForNothingAnyMore() throws InterruptedException {
        Account ada = enrolled();
        int before = mailed(ada);
        email.mail(ada.id(), null);
        String code = next(ada, before);
        assertInstanceOf(FactorKeeping.Refused.class, keeping.removeEmail(ada.id(), wrong(code), null));
        assertInstanceOf(FactorKeeping.Done.class, keeping.removeEmail(ada.id(), code, null));
        assertInstanceOf(SecondFactor.NotNeeded.class, factor.check(ada.id(), null, null));
        assertNull(keeping.overview(ada.id()).emailSince());
        assertEquals(0, keeping.overview(ada.id()).recoveryCodesLeft());
        assertInstanceOf(FactorKeeping.Nothing.class, keeping.removeEmail(ada.id(), code, null));
        signIn(ada, PASSWORD, null).body("outcome", equalTo("authenticated"));
    }

    @Test
    void itGoesAlongToANewAddressAndWhatWasMailedToTheOldIsGoodForNothing() throws InterruptedException {
        Account ada = enrolled();
        int before = mailed(ada);
        assertEquals(0, factor.mailCode(ada.id(), null));
        String old = next(ada, before);
        String next = "new-" + address(ada);
        given().contentType("application/json")
                .body(Map.of("token", oneTime.issue(ada.id(), Purpose.change_email, next, Duration.ofMinutes(5))))
                .post("/account/email/confirmation")
                .then()
                .statusCode(204);
        assertInstanceOf(SecondFactor.Wrong.class, factor.check(ada.id(), old, null));
        assertEquals(0, factor.mailCode(ada.id(), null));
        assertInstanceOf(
                SecondFactor.Passed.class,
                factor.check(ada.id(), code(mails.await(next, SUBJECT).text()), null));
    }

    @Test
    void whoGetsCodesByMailDoesNotSignInByMailToo() throws InterruptedException {
        Account ada = enrolled();
        given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .header("Gatehouse-Requester-Address", "203.0.113.77")
                .contentType("application/json")
                .body(Map.of("login", ada.username(), "browser", Secrets.sha256(Secrets.random())))
                .post("/internal/authentications/mail")
                .then()
                .body("outcome", equalTo("taken"));
        String text =
                mails.await(address(ada), "Please sign in with your password").text();
        assertTrue(!text.contains("token="), text);
    }

    private ValidatableResponse signIn(Account account, String password, @Nullable String otp) {
        return authenticate("/internal/authentications", account, password, otp);
    }

    private ValidatableResponse call(Account account) {
        return authenticate("/internal/authentications/calls", account, PASSWORD, null);
    }

    private ValidatableResponse authenticate(String path, Account account, String password, @Nullable String otp) {
        var body = new HashMap<String, String>(Map.of("username", account.username(), "password", password));
        if (otp != null) {
            body.put("otp", otp);
        }
        return given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(200);
    }

    /** Somebody whose second factor this is. */
    private Account enrolled() throws InterruptedException {
        Account account = user(true);
        email.mail(account.id(), null);
        assertInstanceOf(FactorKeeping.Done.class, keeping.confirmEmail(account.id(), next(account, 0), null));
        return account;
    }

    /** The code of the mail that comes after so many; waited for. */
    private String next(Account account, int before) throws InterruptedException {
        return code(
                mails.await(address(account), SUBJECT, before + 1).getFirst().text());
    }

    private int mailed(Account account) {
        return (int) mails.to(address(account)).stream()
                .filter(mail -> mail.subject().contains(SUBJECT))
                .count();
    }

    private static String code(String text) {
        Matcher matcher = CODE.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static String wrong(String code) {
        return code.startsWith("0") ? "10000000" : "00000000";
    }

    private static String address(Account account) {
        return account.username() + "@example.org";
    }

    private Account user(boolean confirmed) throws InterruptedException {
        String name = "m" + UUID.randomUUID().toString().substring(0, 12);
        given().contentType("application/json")
                .body(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD))
                .post("/users")
                .then()
                .statusCode(201);
        Account account = users.byLogin(name).orElseThrow();
        if (confirmed) {
            // Not one of our own making: the one that registering mails takes its place.
            String token = mails.await(name + "@example.org", "Confirm your e-mail address")
                    .token();
            given().contentType("application/json")
                    .body(Map.of("token", token))
                    .post("/account/email/confirmation")
                    .then()
                    .statusCode(204);
        }
        return account;
    }
}
