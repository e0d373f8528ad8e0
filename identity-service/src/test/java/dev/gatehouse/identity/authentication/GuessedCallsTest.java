package dev.gatehouse.identity.authentication;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of the owner's calls by HTTP Basic is of no use to whoever guesses. */
@QuarkusTest
class GuessedCallsTest {
    private static final String PASSWORD = "four-candles-please";
    private static final int MORE_THAN_FREE = 6;
    private final UserStore users;
    private final PasswordHasher hasher;
    private final ServiceTokens tokens;
    private final Random random = new Random();
    private final String home = address();
    private final String elsewhere = address();

    @Inject
    GuessedCallsTest(UserStore users, PasswordHasher hasher, ServiceTokens tokens) {
        this.users = users;
        this.hasher = hasher;
        this.tokens = tokens;
    }

    @Test
    void whoGuessesFromElsewhereWaitsWithTheRightPasswordToo() {
        Account ada = user();
        call(ada, PASSWORD, home).body("outcome", equalTo("authenticated"));
        guess(ada, elsewhere);
        call(ada, PASSWORD, elsewhere).body("outcome", equalTo("throttled"));
        // Others' guesses have not made it forgotten where it was shown.
        call(ada, PASSWORD, home).body("outcome", equalTo("authenticated"));
    }

    @Test
    void whoGuessesFromTheOwnersNetworkWaitsWithTheRightPasswordToo() {
        Account ada = user();
        call(ada, PASSWORD, home).body("outcome", equalTo("authenticated"));
        guess(ada, home);
        call(ada, PASSWORD, home).body("outcome", equalTo("throttled"));
    }

    private void guess(Account account, String address) {
        for (int i = 0; i < MORE_THAN_FREE; i++) {
            call(account, "guess " + i, address).body("outcome", equalTo("refused"));
        }
    }

    private ValidatableResponse call(Account account, String password, String address) {
        return given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .header("Gatehouse-Requester-Address", address)
                .contentType("application/json")
                .body(Map.of("username", account.username(), "password", password))
                .post("/internal/authentications/calls")
                .then()
                .statusCode(200);
    }

    /** One that no other test guesses from. */
    private String address() {
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    private Account user() {
        String name = "g" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
