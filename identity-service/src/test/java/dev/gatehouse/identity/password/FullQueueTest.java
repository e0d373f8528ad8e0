package dev.gatehouse.identity.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.identity.email.Emails;
import dev.gatehouse.identity.newpassword.NewPassword;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One hash is under way, one waits: whoever comes now is sent away at once, and nothing has happened. */
@QuarkusTest
class FullQueueTest {
    /** Of "correct horse", by another program. */
    private static final String IMPORTED = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2";

    private static final String PASSWORD = "four-candles-please";
    private final UserStore users;
    private final NewPassword passwords;
    private final Emails emails;
    private final OneTimeTokens oneTime;
    private final ServiceTokens tokens;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final PasswordHasher hasher = new PasswordHasher(config(1, 1));

    @Inject
    FullQueueTest(UserStore users, NewPassword passwords, Emails emails, OneTimeTokens oneTime, ServiceTokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.emails = emails;
        this.oneTime = oneTime;
        this.tokens = tokens;
    }

    @BeforeEach
    void fillTheQueue() {
        QuarkusMock.installMockForType(hasher, PasswordHasher.class);
        fill(hasher, 1, 1);
    }

    @AfterEach
    void release() {
        released.countDown();
        hasher.stop();
        callers.close();
    }

    @Test
    void nobodyRegisters() {
        String name = fresh();
        assertBusy(given().contentType("application/json")
                .header("X-Forwarded-For", "2001:db8:" + name.substring(1, 5) + "::1")
                .body(Map.of("username", name, "email", name + "@example.org", "password", PASSWORD))
                .post("/users"));
        assertTrue(users.byLogin(name).isEmpty());
    }

    @Test
    void nobodySignsInAndPeersAreToldWhenToComeBack() {
        for (String login : List.of(user().username(), fresh())) {
            for (String path : List.of("/internal/authentications", "/internal/authentications/calls")) {
                given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                        .contentType("application/json")
                        .body(Map.of("username", login, "password", "correct horse"))
                        .post(path)
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("busy"))
                        .body("retry_after_seconds", equalTo(HashingBusy.RETRY_AFTER));
            }
        }
    }

    @Test
    void aRecoveryIsPutOffAndItsTokenStaysGood() {
        Account ada = user();
        String token = oneTime.issue(ada.id(), Purpose.reset_password, null, Duration.ofMinutes(5));
        assertBusy(given().contentType("application/json")
                .body(Map.of("token", token, "password", PASSWORD))
                .post("/recovery/password"));
        Response shown = given().get("/recovery/password?token=" + token);
        given().contentType("application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .cookie(FormToken.COOKIE, shown.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, shown.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("token", token)
                .formParam("password", PASSWORD)
                .post("/recovery/password")
                .then()
                .statusCode(503)
                .contentType("text/html")
                .header("Retry-After", String.valueOf(HashingBusy.RETRY_AFTER))
                .body(containsString("Please try again in a moment."), containsString(token));
        assertTrue(oneTime.look(token, Purpose.reset_password).isPresent());
    }

    @Test
    void nobodyChangesTheirPasswordOrAddress() {
        Account ada = user();
        assertThrows(HashingBusy.class, () -> passwords.change(ada.id(), "correct horse", PASSWORD));
        assertThrows(HashingBusy.class, () -> emails.change(ada.id(), fresh() + "@example.org", "correct horse"));
        assertEquals(IMPORTED, users.account(ada.id()).orElseThrow().passwordHash());
    }

    @Test
    void noMoreThanTheConfiguredNumberOfHashesRunsAtOnce() throws Exception {
        var three = new PasswordHasher(config(3, 5));
        try {
            List<CompletableFuture<Integer>> calls = fill(three, 3, 5);
            released.countDown();
            for (CompletableFuture<Integer> call : calls) {
                if (!call.isCompletedExceptionally()) {
                    assertTrue(call.get(1, TimeUnit.MINUTES) <= 3);
                }
            }
            assertEquals(
                    1,
                    calls.stream()
                            .filter(CompletableFuture::isCompletedExceptionally)
                            .count());
        } finally {
            three.stop();
        }
    }

    /** Calls until one is sent away: so many are under way then, and so many wait. Each tells how many ran beside it. */
    private List<CompletableFuture<Integer>> fill(PasswordHasher hasher, int concurrency, int queue) {
        var running = new AtomicInteger();
        var begun = new CountDownLatch(concurrency);
        Callable<Integer> hash = () -> {
            int beside = running.incrementAndGet();
            begun.countDown();
            released.await();
            running.decrementAndGet();
            return beside;
        };
        List<CompletableFuture<Integer>> calls = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> hasher.turn(hash), callers))
                .limit(concurrency + queue + 1)
                .toList();
        var busy = assertThrows(
                CompletionException.class,
                () -> CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new))
                        .orTimeout(1, TimeUnit.MINUTES)
                        .join());
        assertInstanceOf(HashingBusy.class, busy.getCause());
        assertTrue(assertDoesNotThrow(() -> begun.await(1, TimeUnit.MINUTES)));
        return calls;
    }

    private static void assertBusy(Response response) {
        response.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", String.valueOf(HashingBusy.RETRY_AFTER))
                .body("code", equalTo("busy"));
    }

    private static PasswordConfig config(int concurrency, int queue) {
        return new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .withDefaultValue("gatehouse.password.concurrency", String.valueOf(concurrency))
                .withDefaultValue("gatehouse.password.queue", String.valueOf(queue))
                .build()
                .getConfigMapping(PasswordConfig.class);
    }

    private Account user() {
        return users.insert(new NewUser(fresh(), null, false, null, IMPORTED, false))
                .orElseThrow();
    }

    private static String fresh() {
        return "q" + UUID.randomUUID().toString().substring(0, 12);
    }
}
