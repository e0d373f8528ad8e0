package dev.gatehouse.identity.newpassword;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.mail.Postmen;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Recovery by an address that several accounts were made with. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class SharedAddressTest {
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final PasswordStore passwords;
    private final Postmen postmen;
    MailServer mails;

    @Inject
    SharedAddressTest(UserStore users, OneTimeTokens tokens, PasswordStore passwords, Postmen postmen) {
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
        this.postmen = postmen;
    }

    @Test
    void anAddressThatNobodyHasConfirmedRecoversWhoeverGaveIt() throws InterruptedException {
        String address = "r" + UUID.randomUUID() + "@example.org";
        Account ada = registered(address);
        Account eve = registered(address);
        assertEquals(202, ask(address).statusCode());
        mails.await(address, "Set a new password", 2);
        Set<UUID> recovered = mails.to(address).stream()
                .map(mail -> tokens.look(mail.token(), Purpose.reset_password)
                        .orElseThrow()
                        .user())
                .collect(Collectors.toSet());
        assertEquals(Set.of(ada.id(), eve.id()), recovered);
    }

    @Test
    void manyAccountsWithAnAddressCrowdOutNeitherOneOfBeforeNorOneOfAfter() {
        String address = "r" + UUID.randomUUID() + "@example.org";
        Account ada = registered(address);
        for (int i = 0; i < 6; i++) {
            registered(address);
        }
        Account bob = registered(address);
        List<Account> recoverable = users.recoverable(address);
        assertEquals(5, recoverable.size());
        assertEquals(ada, recoverable.getFirst());
        assertEquals(bob, recoverable.getLast());
        users.setDisabled(ada.id(), true);
        assertFalse(users.recoverable(address).stream().anyMatch(Account::disabled));
        assertEquals(5, users.recoverable(address).size());
    }

    @Test
    void recoveriesOfAccountsThatNeverConfirmedTheAddressUseUpNoMailsOfTheOneWhoseItIs() throws InterruptedException {
        String address = "r" + UUID.randomUUID() + "@example.org";
        Account eve = registered(address);
        Account ada = users.insert(new NewUser("r" + UUID.randomUUID(), address, true, null, null, false))
                .orElseThrow();
        for (int i = 0; i < 7; i++) {
            assertEquals(202, ask(eve.username()).statusCode());
        }
        assertEquals(202, ask(address).statusCode());
        postmen.areDone();
        assertEquals(6, mails.to(address).size());
        assertTrue(recovered(address).contains(ada.id()));
    }

    @Test
    void anAddressRecoversTheOneWhoseItIsAndSettingAnothersPasswordDoesNotTakeIt() throws InterruptedException {
        String address = "r" + UUID.randomUUID() + "@example.org";
        Account eve = registered(address);
        Account ada = users.insert(new NewUser("r" + UUID.randomUUID(), address, true, null, null, false))
                .orElseThrow();
        assertEquals(List.of(ada), users.recoverable(address));
        assertTrue(passwords.reset(resetToken(eve), "a hash"));
        assertFalse(users.account(eve.id()).orElseThrow().emailVerified());
        assertEquals(ada.id(), users.byLogin(address).orElseThrow().id());
    }

    /** Whom the mails to the address were about, as long as they are good. */
    private List<UUID> recovered(String address) {
        return mails.to(address).stream()
                .flatMap(mail -> tokens.look(mail.token(), Purpose.reset_password).stream())
                .map(OneTimeTokens.Issued::user)
                .toList();
    }

    /** From an address of its own, for it is bounded how often one may ask. */
    private static Response ask(String login) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", "203.0.113." + (int) (Math.random() * 250))
                .body(Map.of("login", login))
                .post("/recovery");
    }

    private String resetToken(Account account) {
        return tokens.issue(account.id(), Purpose.reset_password, account.email(), Duration.ofMinutes(1));
    }

    private Account registered(String address) {
        return users.register(new NewUser("r" + UUID.randomUUID(), address, false, null, null, false))
                .orElseThrow();
    }
}
