package dev.gatehouse.identity.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OneTimeTokensTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final OneTimeTokens tokens;
    private final UserStore users;
    private final DataSource database;

    @Inject
    OneTimeTokensTest(OneTimeTokens tokens, UserStore users, DataSource database) {
        this.tokens = tokens;
        this.users = users;
        this.database = database;
    }

    @Test
    void aTokenIsGoodOnce() {
        UUID user = user();
        String token = tokens.issue(user, Purpose.confirm_email, "ada@example.org", LONG);
        var issued = Optional.of(new OneTimeTokens.Issued(user, "ada@example.org"));
        assertEquals(issued, tokens.look(token, Purpose.confirm_email));
        assertEquals(issued, tokens.redeem(token, Purpose.confirm_email));
        assertTrue(tokens.look(token, Purpose.confirm_email).isEmpty());
        assertTrue(tokens.redeem(token, Purpose.confirm_email).isEmpty());
    }

    @Test
    void ofManyWhoBringItAtOnceOneGetsIt() throws Exception {
        String token = tokens.issue(user(), Purpose.reset_password, null, LONG);
        Callable<Optional<OneTimeTokens.Issued>> bring = () -> tokens.redeem(token, Purpose.reset_password);
        int got = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : threads.invokeAll(Collections.nCopies(8, bring))) {
                got += each.get().isPresent() ? 1 : 0;
            }
        }
        assertEquals(1, got);
    }

    @Test
    void itIsGoodForNoOtherPurpose() {
        String token = tokens.issue(user(), Purpose.confirm_email, null, LONG);
        assertTrue(tokens.redeem(token, Purpose.reset_password).isEmpty());
        assertTrue(tokens.redeem(token, Purpose.confirm_email).isPresent());
    }

    @Test
    void aNewOneTakesThePlaceOfTheOldOfItsPurposeAlone() {
        UUID user = user();
        String other = tokens.issue(user, Purpose.confirm_email, null, LONG);
        String old = tokens.issue(user, Purpose.reset_password, null, LONG);
        String latest = tokens.issue(user, Purpose.reset_password, null, LONG);
        assertTrue(tokens.redeem(old, Purpose.reset_password).isEmpty());
        assertTrue(tokens.redeem(latest, Purpose.reset_password).isPresent());
        assertTrue(tokens.redeem(other, Purpose.confirm_email).isPresent());
    }

    @Test
    void anExpiredOneIsGoodForNothing() {
        String token = tokens.issue(user(), Purpose.reset_password, null, Duration.ZERO);
        assertTrue(tokens.look(token, Purpose.reset_password).isEmpty());
        assertTrue(tokens.redeem(token, Purpose.reset_password).isEmpty());
    }

    @Test
    void aWithdrawnOneIsGoodForNothing() {
        UUID user = user();
        String token = tokens.issue(user, Purpose.reset_password, null, LONG);
        String kept = tokens.issue(user, Purpose.confirm_email, null, LONG);
        tokens.withdraw(user, Purpose.reset_password, Purpose.change_email);
        assertTrue(tokens.redeem(token, Purpose.reset_password).isEmpty());
        assertTrue(tokens.redeem(kept, Purpose.confirm_email).isPresent());
    }

    @Test
    void madeUpOnesAreGoodForNothing() {
        assertTrue(tokens.redeem("", Purpose.confirm_email).isEmpty());
        assertTrue(tokens.redeem("ght_short", Purpose.confirm_email).isEmpty());
        assertTrue(tokens.redeem(Secrets.generate(SecretKind.ONE_TIME_TOKEN), Purpose.confirm_email)
                .isEmpty());
    }

    @Test
    void theTokenItselfIsNotKeptAndAUserHasOneRowForEachPurpose() throws SQLException {
        UUID user = user();
        tokens.issue(user, Purpose.reset_password, null, LONG);
        String token = tokens.issue(user, Purpose.reset_password, null, LONG);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select token_hash, t::text from identity.one_time_tokens t where user_id = ?")) {
            statement.setObject(1, user);
            ResultSet rows = statement.executeQuery();
            assertTrue(rows.next());
            assertEquals(Secrets.sha256(token), rows.getString(1));
            assertFalse(rows.getString(2).contains(token));
            assertFalse(rows.next());
        }
    }

    private UUID user() {
        String name = "t" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }
}
