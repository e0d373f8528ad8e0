package dev.gatehouse.identity.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.identity.password.CountingHasher;
import dev.gatehouse.identity.password.PasswordConfig;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody learns who has an account: every refusal is the same answer after the same work. */
@QuarkusTest
class EnumerationTest {
    private static final String PASSWORD = "four-candles-please";
    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=([0-9]+)");
    private final Authenticator authenticator;
    private final UserStore users;
    private final PasswordConfig config;
    private final RedisDataSource redis;
    private CountingHasher hasher;

    /** What an attempt came to, and what it cost. */
    private record Cost(CallAuthentication answer, int hashes, long scripts) {}

    @Inject
    EnumerationTest(Authenticator authenticator, UserStore users, PasswordConfig config, RedisDataSource redis) {
        this.authenticator = authenticator;
        this.users = users;
        this.config = config;
        this.redis = redis;
    }

    @BeforeEach
    void countHashes() {
        hasher = new CountingHasher(config);
        QuarkusMock.installMockForType(hasher, PasswordHasher.class);
    }

    @Test
    void everyRefusalIsTheSameAnswerAfterTheSameWork() {
        Cost expected = new Cost(new Refused("invalid_credentials"), 1, 2);
        for (String login : logins()) {
            assertEquals(expected, cost(() -> authenticator.signIn(new Credentials(login, "a guess", null))));
            assertEquals(expected, cost(() -> authenticator.call(login, "a guess")));
        }
    }

    @Test
    void whoHasToWaitIsToldTheSameWithoutAHash() {
        for (String login : logins()) {
            for (int i = 0; i < 6; i++) {
                authenticator.signIn(new Credentials(login, "a guess", null));
            }
            Cost cost = cost(() -> authenticator.signIn(new Credentials(login, "a guess", null)));
            assertEquals(new Cost(new Throttled(1), 0, 1), cost);
        }
    }

    @Test
    void aRememberedCallCostsNeitherHashNorScript() {
        Account ada = user(hasher.hash(PASSWORD));
        Cost first = cost(() -> authenticator.call(ada.username(), PASSWORD));
        Cost second = cost(() -> authenticator.call(ada.username(), PASSWORD));
        assertInstanceOf(Authenticated.class, first.answer());
        assertEquals(new Cost(first.answer(), 1, 2), first);
        assertEquals(new Cost(first.answer(), 0, 0), second);
    }

    /** Nobody's, one with another password, one without any, one that is disabled. */
    private List<String> logins() {
        Account disabled = user(hasher.hash(PASSWORD));
        users.setDisabled(disabled.id(), true);
        return Stream.concat(
                        Stream.of(fresh()),
                        Stream.of(user(hasher.hash(PASSWORD)), user(null), disabled)
                                .map(Account::username))
                .toList();
    }

    private Cost cost(java.util.function.Supplier<? extends CallAuthentication> attempt) {
        int hashes = hasher.hashes();
        long scripts = scripts();
        CallAuthentication answer = attempt.get();
        return new Cost(answer, hasher.hashes() - hashes, scripts() - scripts);
    }

    private long scripts() {
        Matcher found = SCRIPTS.matcher(redis.execute("INFO", "commandstats").toString());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private Account user(@Nullable String hash) {
        return users.insert(new NewUser(fresh(), null, false, null, hash, false))
                .orElseThrow();
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }
}
