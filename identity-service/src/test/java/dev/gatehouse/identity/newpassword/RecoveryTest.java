package dev.gatehouse.identity.newpassword;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.federation.FederatedStore;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.mail.Postmen;
import dev.gatehouse.identity.onetime.MailedProofs;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class RecoveryTest {
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final PasswordStore passwords;
    private final FederatedStore upstream;
    private final EntityManager entities;
    private final MailedProofs proofs;
    private final Postmen postmen;
    MailServer mails;

    @Inject
    RecoveryTest(
            UserStore users,
            OneTimeTokens tokens,
            PasswordStore passwords,
            FederatedStore upstream,
            EntityManager entities,
            MailedProofs proofs,
            Postmen postmen) {
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
        this.upstream = upstream;
        this.entities = entities;
        this.proofs = proofs;
        this.postmen = postmen;
    }

    @Test
    void whoeverRegisteredWithAnAddressThatIsNotTheirsKeepsNoWayIn() {
        Account squatted = comesFromUpstream(false);
        assertTrue(passwords.reset(resetToken(squatted), "a hash"));
        assertTrue(users.account(squatted.id()).orElseThrow().emailVerified());
        assertTrue(users.links(squatted.id()).isEmpty());
        Account owned = comesFromUpstream(true);
        assertTrue(passwords.reset(resetToken(owned), "a hash"));
        assertEquals(1, users.links(owned.id()).size(), "what the address's owner has set stays");
    }

    @Test
    void aLinkToAnAddressThatTheAccountNoLongerHasIsGoodForNothing() {
        Account ada = user();
        String token = tokens.issue(ada.id(), Purpose.reset_password, "old@example.org", Duration.ofMinutes(1));
        assertFalse(passwords.reset(token, "a hash"));
        assertEquals(ada.passwordHash(), users.account(ada.id()).orElseThrow().passwordHash());
    }

    private Account comesFromUpstream(boolean verified) {
        String name = "up-" + UUID.randomUUID();
        var user = new NewUser(name, name + "@example.org", verified, null, null, false);
        return upstream.create("elsewhere", name, user, StandardClaims.NONE).orElseThrow();
    }

    private String resetToken(Account account) {
        return tokens.issue(account.id(), Purpose.reset_password, account.email(), Duration.ofMinutes(1));
    }

    @Test
    void whoeverAsksIsAnsweredTheSameAndOnlyAnAccountIsWritten() throws InterruptedException {
        Account ada = user();
        Response known = ask(ada.username());
        Response unknown = ask("nobody-" + UUID.randomUUID());
        assertEquals(202, known.statusCode());
        assertEquals(202, unknown.statusCode());
        assertEquals(known.asString(), unknown.asString());
        assertEquals(
                known.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList(),
                unknown.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
        String token = mails.await(ada.username() + "@example.org", "Set a new password")
                .token();
        assertEquals(
                ada.id(),
                tokens.look(token, Purpose.reset_password).orElseThrow().user());
    }

    @Test
    void aLockedUserIsNotWrittenAndOneAccountOnlySoOften() throws InterruptedException {
        Account locked = user();
        users.setDisabled(locked.id(), true);
        ask(locked.username());
        Account ada = user();
        for (int i = 0; i < 7; i++) {
            assertEquals(202, ask(ada.username()).statusCode());
        }
        postmen.areDone();
        assertEquals(5, mails.to(ada.username() + "@example.org").size());
        assertTrue(mails.to(locked.username() + "@example.org").isEmpty());
    }

    @Test
    void aTokenSetsOnePasswordAndShowsThatTheAddressIsTheUsers() throws InterruptedException {
        Account ada = user();
        String email = ada.username() + "@example.org";
        String token = tokens.issue(ada.id(), Purpose.reset_password, email, Duration.ofMinutes(5));
        String change = tokens.issue(ada.id(), Purpose.change_email, "eve@example.org", Duration.ofMinutes(5));
        assertTrue(passwords.reset(token, "hash"));
        assertFalse(passwords.reset(token, "another"));
        Account now = users.account(ada.id()).orElseThrow();
        assertEquals("hash", now.passwordHash());
        assertTrue(now.emailVerified());
        assertTrue(tokens.look(change, Purpose.change_email).isEmpty());
        mails.await(email, "Your password was changed");
    }

    @Test
    void ofTwoChangesFromTheSamePasswordOneHolds() {
        Account ada = user();
        assertTrue(passwords.reset(resetToken(ada), "first"));
        assertTrue(passwords.replace(ada.id(), "first", "second"));
        assertFalse(passwords.replace(ada.id(), "first", "third"));
    }

    @Test
    void whatWasMailedToSignInWithBeforeIsGoodForNothingAfter() {
        Account ada = user();
        String browser = "test:" + UUID.randomUUID();
        MailedProofs.Pair before = mailed(browser, ada);
        assertTrue(passwords.reset(resetToken(ada), "first"));
        assertFalse(proofs.redeem(browser, before.token()));
        MailedProofs.Pair between = mailed(browser, ada);
        assertFalse(passwords.replace(ada.id(), "not that", "second"));
        assertTrue(proofs.attempt(browser, between.code()).orElseThrow().right());
        assertTrue(passwords.replace(ada.id(), "first", "second"));
        assertFalse(proofs.redeem(browser, between.code()));
    }

    private MailedProofs.Pair mailed(String browser, Account account) {
        return proofs.issue(browser, account.id(), account.username() + "@example.org", Duration.ofMinutes(5));
    }

    @Test
    void noOldPasswordIsKeptUnlessThatIsAskedFor() {
        Account ada = user();
        assertTrue(passwords.reset(resetToken(ada), "first"));
        assertTrue(passwords.replace(ada.id(), "first", "second"));
        assertTrue(entities.createNativeQuery("select 1 from identity.password_history where user_id = :user")
                .setParameter("user", ada.id())
                .getResultList()
                .isEmpty());
    }

    @Test
    void aBadTokenOrAWeakPasswordIsRefusedAndAWeakOneLeavesTheTokenGood() {
        Account ada = user();
        String token = tokens.issue(ada.id(), Purpose.reset_password, null, Duration.ofMinutes(5));
        reset(token, "password1").then().statusCode(422).body("code", equalTo("weak_password"));
        reset(token, ada.username()).then().statusCode(422).body("code", equalTo("weak_password"));
        assertTrue(tokens.look(token, Purpose.reset_password).isPresent());
        reset("ght_nothing", "four-candles-please").then().statusCode(422).body("code", equalTo("invalid_token"));
        String expired = tokens.issue(ada.id(), Purpose.reset_password, null, Duration.ZERO);
        reset(expired, "four-candles-please").then().statusCode(422).body("code", equalTo("invalid_token"));
    }

    /** From an address of its own, for it is bounded how often one may ask. */
    private static Response ask(String login) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", "203.0.113." + (int) (Math.random() * 250))
                .body(Map.of("login", login))
                .post("/recovery");
    }

    private static Response reset(String token, String password) {
        return given().contentType("application/json")
                .body(Map.of("token", token, "password", password))
                .post("/recovery/password");
    }

    private Account user() {
        String name = "r" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", false, null, null, false))
                .orElseThrow();
    }
}
