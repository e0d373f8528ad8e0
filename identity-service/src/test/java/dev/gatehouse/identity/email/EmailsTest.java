package dev.gatehouse.identity.email;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class EmailsTest {
    private static final String PASSWORD = "four-candles-please";
    private final Emails emails;
    private final UserStore users;
    private final OneTimeTokens tokens;
    MailServer mails;

    @Inject
    EmailsTest(Emails emails, UserStore users, OneTimeTokens tokens) {
        this.emails = emails;
        this.users = users;
        this.tokens = tokens;
    }

    @Test
    void whoeverRegistersConfirmsTheAddress() throws InterruptedException {
        Account ada = register("en");
        assertFalse(ada.emailVerified());
        String token = mails.await(email(ada), "Confirm your e-mail address").token();
        assertInstanceOf(Emails.Confirmed.class, emails.confirm(token));
        assertTrue(now(ada).emailVerified());
        assertTrue(now(ada).version() > ada.version());
        assertInstanceOf(Emails.InvalidToken.class, emails.confirm(token));
        assertInstanceOf(Emails.NothingToConfirm.class, emails.sendAgain(ada.id()));
    }

    @Test
    void whoReadsGermanIsWrittenGerman() throws InterruptedException {
        mails.await(email(register("de-AT,de;q=0.9,en;q=0.5")), "Bestätigen Sie Ihre E-Mail-Adresse");
    }

    @Test
    void aSecondMailReplacesTheFirst() throws InterruptedException {
        Account ada = register("en");
        String first = mails.await(email(ada), "Confirm").token();
        assertInstanceOf(Emails.Sent.class, emails.sendAgain(ada.id()));
        mails.await(email(ada), "Confirm", 2);
        assertInstanceOf(Emails.InvalidToken.class, emails.confirm(first));
        assertInstanceOf(
                Emails.Confirmed.class,
                emails.confirm(mails.to(email(ada)).getFirst().token()));
    }

    @Test
    void onlySoManyMailsCanBeAskedFor() {
        UUID ada = user(fresh() + "@example.org").id();
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Emails.Sent.class, emails.sendAgain(ada));
        }
        var wait = assertInstanceOf(Emails.Wait.class, emails.sendAgain(ada));
        assertTrue(wait.seconds() > 0 && wait.seconds() <= 3600, wait.toString());
    }

    @Test
    void aChangeHoldsOnceTheNewAddressIsConfirmed() throws InterruptedException {
        Account ada = register("en");
        String next = fresh() + "@Example.org";
        assertInstanceOf(Emails.WrongPassword.class, emails.change(ada.id(), next, null));
        assertInstanceOf(Emails.WrongPassword.class, emails.change(ada.id(), next, "not hers"));
        assertInstanceOf(Emails.Sent.class, emails.change(ada.id(), next, PASSWORD));
        String token = mails.await(next, "Confirm your new e-mail address").token();
        mails.await(email(ada), "Your e-mail address is to be changed");
        assertEquals(ada.email(), now(ada).email());
        String reset = tokens.issue(ada.id(), Purpose.reset_password, ada.email(), Duration.ofHours(1));
        assertInstanceOf(Emails.Confirmed.class, emails.confirm(token));
        assertEquals(next, now(ada).email());
        assertTrue(now(ada).emailVerified());
        assertEquals(ada.id(), users.byLogin(next).orElseThrow().id());
        assertTrue(users.byLogin(email(ada)).isEmpty());
        assertTrue(tokens.look(reset, Purpose.reset_password).isEmpty());
        mails.await(email(ada), "Your e-mail address was changed");
    }

    @Test
    void aTokenConfirmsTheAddressAloneThatItWasSentTo() {
        Account ada = user(fresh() + "@example.org");
        String token = tokens.issue(ada.id(), Purpose.confirm_email, fresh() + "@example.org", Duration.ofHours(1));
        assertInstanceOf(Emails.InvalidToken.class, emails.confirm(token));
        assertFalse(now(ada).emailVerified());
    }

    @Test
    void thatAnAddressIsAnothersIsToldToWhoeverReadsTheMailThere() throws InterruptedException {
        Account ada = user(fresh() + "@example.org");
        Account bob = user(fresh() + "@example.org");
        assertInstanceOf(Emails.SameAddress.class, emails.change(ada.id(), " " + email(ada), null));
        assertInstanceOf(Emails.Sent.class, emails.change(ada.id(), email(bob), null));
        String token =
                mails.await(email(bob), "Confirm your new e-mail address").token();
        assertInstanceOf(Emails.NoLonger.class, emails.confirm(token));
        assertEquals(ada.email(), now(ada).email());
        assertEquals(bob.id(), users.byLogin(email(bob)).orElseThrow().id());
    }

    @Test
    void ofThoseWhoRegisterWithOneAddressItBelongsToWhoConfirmsIt() throws InterruptedException {
        Account ada = register("en");
        Account eve = users.register(new NewUser(fresh(), email(ada), false, null, null, false))
                .orElseThrow();
        assertTrue(users.byLogin(email(ada)).isEmpty());
        String token = mails.await(email(ada), "Confirm your e-mail address").token();
        assertInstanceOf(Emails.Confirmed.class, emails.confirm(token));
        assertEquals(ada.id(), users.byLogin(email(ada)).orElseThrow().id());
        String hers = tokens.issue(eve.id(), Purpose.confirm_email, email(eve), Duration.ofHours(1));
        assertInstanceOf(Emails.NoLonger.class, emails.confirm(hers));
        assertFalse(now(eve).emailVerified());
    }

    @Test
    void oneAddressIsAskedSoOftenWhateverTheAccounts() throws InterruptedException {
        String local = fresh();
        for (int i = 0; i < 10; i++) {
            String spelling = i % 2 == 0
                    ? local + "@example.org"
                    : local.toUpperCase(java.util.Locale.ROOT) + "+" + i + "@example.org";
            assertInstanceOf(
                    Emails.Sent.class,
                    emails.change(user(fresh() + "@example.org").id(), spelling, null));
        }
        assertInstanceOf(
                Emails.Wait.class, emails.change(user(fresh() + "@example.org").id(), local + "@example.org", null));
        Account squatting = user(local + "@example.org");
        assertInstanceOf(Emails.Wait.class, emails.sendAgain(squatting.id()));
        assertInstanceOf(
                Emails.Sent.class,
                emails.sendAgain(user(fresh() + "@example.org").id()));
        mails.await(local + "@example.org", "Confirm your new e-mail address");
    }

    private Account now(Account account) {
        return users.account(account.id()).orElseThrow();
    }

    private static String email(Account account) {
        String email = account.email();
        if (email == null) {
            throw new AssertionError("no address");
        }
        return email;
    }

    private static String fresh() {
        return "e" + UUID.randomUUID().toString().substring(0, 12);
    }

    /** One without a password. */
    private Account user(String email) {
        return users.insert(new NewUser(fresh(), email, false, null, null, false))
                .orElseThrow();
    }

    private Account register(String languages) {
        String name = fresh();
        String id = given().contentType("application/json")
                .header("Accept-Language", languages)
                .body(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD))
                .post("/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return users.account(UUID.fromString(id)).orElseThrow();
    }
}
