package dev.gatehouse.identity.newpassword;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.password.ThreeRemembered;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ThreeRemembered.class)
class LastPasswordsTest {
    /** Of "correct horse", by another program. */
    private static final String IMPORTED = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2";

    private final NewPassword passwords;
    private final PasswordStore store;
    private final PasswordHistory history;
    private final PasswordHasher hasher;
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final EntityManager entities;

    @Inject
    LastPasswordsTest(
            NewPassword passwords,
            PasswordStore store,
            PasswordHistory history,
            PasswordHasher hasher,
            UserStore users,
            OneTimeTokens tokens,
            EntityManager entities) {
        this.passwords = passwords;
        this.store = store;
        this.history = history;
        this.hasher = hasher;
        this.users = users;
        this.tokens = tokens;
        this.entities = entities;
    }

    @Test
    void noneOfTheLastThreeIsChosenAgainAndTheOneBeforeThemIs() {
        UUID ada = user(hasher.hash("zeroth of them"));
        change(ada, "first of them");
        change(ada, "second of them");
        change(ada, "third of them");
        for (String last : new String[] {"first of them", "second of them", "third of them"}) {
            assertInstanceOf(NewPassword.Weak.class, passwords.change(ada, "third of them", last), last);
        }
        assertTrue(free(ada, "zeroth of them"));
        assertTrue(free(ada, "fourth of them"));
        assertTrue(kept(ada) <= 3);
    }

    @Test
    void anImportedHashCountsWhileItIsTheCurrentOneAndAfterwards() {
        UUID ada = user(IMPORTED);
        assertFalse(free(ada, "correct horse"));
        change(ada, "first of them");
        assertFalse(free(ada, "correct horse"));
    }

    @Test
    void whoRecoversGoesBackToNoneEitherAndTheLinkStaysGood() {
        UUID ada = user(hasher.hash("zeroth of them"));
        assertTrue(store.reset(resetToken(ada), hasher.hash("first of them")));
        String token = resetToken(ada);
        for (String last : new String[] {"zeroth of them", "first of them"}) {
            given().contentType("application/json")
                    .body(Map.of("token", token, "password", last))
                    .post("/recovery/password")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("weak_password"))
                    .body("detail", containsString("had before"));
        }
        assertTrue(passwords.good(token));
    }

    @Test
    void aChangeThatDoesNotHoldLeavesNothingBehind() {
        UUID ada = user("hash");
        assertFalse(store.replace(ada, "not that", "another"));
        assertFalse(store.reset("ght_nothing", "another"));
        assertEquals(0, kept(ada));
    }

    @Test
    void theyGoWithTheAccount() {
        UUID ada = user(hasher.hash("zeroth of them"));
        change(ada, "first of them");
        assertEquals(1, kept(ada));
        users.remove(ada);
        assertEquals(0, kept(ada));
    }

    private void change(UUID user, String password) {
        assertTrue(store.replace(user, current(user), hasher.hash(password)));
    }

    private boolean free(UUID user, String password) {
        return history.objection(user, current(user), password).isEmpty();
    }

    private String current(UUID user) {
        String hash = users.account(user).orElseThrow().passwordHash();
        if (hash == null) {
            throw new AssertionError("no password");
        }
        return hash;
    }

    private String resetToken(UUID user) {
        Account account = users.account(user).orElseThrow();
        return tokens.issue(user, Purpose.reset_password, account.email(), Duration.ofMinutes(5));
    }

    private int kept(UUID user) {
        Object count = entities.createNativeQuery(
                        "select count(*) from identity.password_history where user_id = :user")
                .setParameter("user", user)
                .getSingleResult();
        return ((Number) count).intValue();
    }

    private UUID user(String hash) {
        String name = "h" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, hash, false))
                .orElseThrow()
                .id();
    }
}
