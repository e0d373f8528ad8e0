package dev.gatehouse.identity.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.PasskeySignIn;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.SecondFactor.Missing;
import dev.gatehouse.identity.factor.SecondFactor.NotNeeded;
import dev.gatehouse.identity.factor.SecondFactor.Passed;
import dev.gatehouse.identity.factor.SecondFactor.Wait;
import dev.gatehouse.identity.factor.SecondFactor.Wrong;
import dev.gatehouse.identity.passkey.Keychain;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasskeyFactorTest {
    private static final String PASSWORD = "four-candles-please";
    private final FactorKeeping keeping;
    private final FactorStore store;
    private final SecondFactor factor;
    private final Enrolment enrolment;
    private final Keychain keychain;
    private final UserStore users;
    private final PasswordHasher hasher;
    private final AuditTrail trail;
    private final ServiceTokens tokens;
    private final Throttle throttle;

    @Inject
    PasskeyFactorTest(
            FactorKeeping keeping,
            FactorStore store,
            SecondFactor factor,
            Enrolment enrolment,
            Keychain keychain,
            UserStore users,
            PasswordHasher hasher,
            AuditTrail trail,
            ServiceTokens tokens,
            Throttle throttle) {
        this.keeping = keeping;
        this.store = store;
        this.factor = factor;
        this.enrolment = enrolment;
        this.keychain = keychain;
        this.users = users;
        this.hasher = hasher;
        this.trail = trail;
        this.tokens = tokens;
        this.throttle = throttle;
    }

    @Test
    void havingAPasskeyDoesNotAskForOne() {
        UUID user = user().id();
        Keychain.Key key = keychain.of(user);
        assertInstanceOf(NotNeeded.class, factor.check(user, null, null));
        assertInstanceOf(NotNeeded.class, factor.check(user, null, key.use(), null));
    }

    @Test
    void whereACodeIsDueAPasskeyTakesItsPlace() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        assertEquals(new Missing(List.of("totp")), factor.check(ada.id(), null, null));
        Keychain.Key key = keychain.of(ada.id());
        assertEquals(new Missing(List.of("totp", "passkey")), factor.check(ada.id(), null, null));
        assertEquals(new Passed(List.of("hwk", "user", "mfa")), factor.check(ada.id(), null, key.use(), null));
        assertInstanceOf(Passed.class, factor.check(ada.id(), application.code(1), null));
    }

    @Test
    void aPasskeyAloneIsTheSecondFactorOfWhoWishesSo() {
        Account ada = user();
        Keychain.Key key = keychain.of(ada.id());
        var done = assertInstanceOf(FactorKeeping.Done.class, keeping.requirePasskey(ada.id()));
        assertEquals(10, done.recoveryCodes().size());
        assertNotNull(keeping.overview(ada.id()).passkeySince());
        signIn(ada, PASSWORD, null)
                .body("code", equalTo("second_factor_required"))
                .body("factors", equalTo(List.of("passkey")));
        signIn(ada, PASSWORD, key.use())
                .body("outcome", equalTo("authenticated"))
                .body("amr", equalTo(List.of("pwd", "hwk", "user", "mfa")));
        assertInstanceOf(
                Passed.class, factor.check(ada.id(), done.recoveryCodes().getFirst(), null));
        assertInstanceOf(
                Wrong.class, factor.check(ada.id(), done.recoveryCodes().getFirst(), null));
        // Wished once more, nothing changes, least of all the codes that were written down.
        assertEquals(new FactorKeeping.Done(List.of()), keeping.requirePasskey(ada.id()));
        assertEquals(9, keeping.overview(ada.id()).recoveryCodesLeft());
        keeping.releasePasskey(ada.id());
        assertInstanceOf(NotNeeded.class, factor.check(ada.id(), null, null));
        assertEquals(new FactorKeeping.Overview(null, null, null, 0), keeping.overview(ada.id()));
        assertEquals(
                List.of("factor_removed passkey", "factor_added passkey"),
                events(ada.id(), "factor_added", "factor_removed"));
    }

    @Test
    void onlyAPasskeyOfTheUserWhosePasswordWasRightCounts() {
        Account ada = user();
        Keychain.Key hers = keychain.of(ada.id());
        keeping.requirePasskey(ada.id());
        Keychain.Key another = keychain.of(user().id());
        signIn(ada, PASSWORD, another.use()).body("code", equalTo("invalid_credentials"));
        signIn(ada, PASSWORD, hers.useUnverified()).body("code", equalTo("invalid_credentials"));
        signIn(ada, "not her password", hers.use()).body("code", equalTo("invalid_credentials"));
        assertEquals(
                List.of("sign_in_refused password", "sign_in_refused passkey", "sign_in_refused passkey"),
                events(ada.id(), "sign_in_refused"));
    }

    @Test
    void anAnswerCountsOnceAndInTheBrowserThatWasAsked() {
        Account ada = user();
        Keychain.Key key = keychain.of(ada.id());
        keeping.requirePasskey(ada.id());
        PasskeySignIn answer = key.use();
        authenticate(ada, PASSWORD, answer.assertion(), null).body("code", equalTo("invalid_credentials"));
        authenticate(ada, PASSWORD, answer.assertion(), Secrets.random()).body("code", equalTo("invalid_credentials"));
        signIn(ada, PASSWORD, answer).body("outcome", equalTo("authenticated"));
        signIn(ada, PASSWORD, answer).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void wrongOnesCountAndARightOneForgetsThem() {
        UUID user = user().id();
        Keychain.Key key = keychain.of(user);
        Keychain.Key another = keychain.of(user().id());
        keeping.requirePasskey(user);
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Wrong.class, factor.check(user, null, another.use(), null));
        }
        assertInstanceOf(Passed.class, factor.check(user, null, key.use(), null));
        for (int i = 0; i < 6; i++) {
            assertInstanceOf(Wrong.class, factor.check(user, null, another.use(), null));
        }
        PasskeySignIn right = key.use();
        assertTrue(store.passkeyRetryAt(user).isPresent());
        // On a slow machine the first second is over; then the next wrong one makes it two, and so on.
        SecondFactor.Verdict last = factor.check(user, null, another.use(), null);
        for (int i = 0; i < 5 && !(last instanceof Wait); i++) {
            last = factor.check(user, null, another.use(), null);
        }
        assertInstanceOf(Wait.class, last);
        assertInstanceOf(Wait.class, factor.check(user, null, right, null));
    }

    @Test
    void othersWrongOnesDoNotMakeAKnownDeviceWait() {
        UUID user = user().id();
        Keychain.Key key = keychain.of(user);
        Keychain.Key another = keychain.of(user().id());
        keeping.requirePasskey(user);
        SecondFactor.Verdict last = factor.check(user, null, another.use(), null);
        for (int i = 0; i < 11 && !(last instanceof Wait); i++) {
            last = factor.check(user, null, another.use(), null);
        }
        assertInstanceOf(Wait.class, last);
        String device = throttle.newDevice(user, null).orElseThrow();
        assertInstanceOf(Passed.class, factor.check(user, null, key.use(), device));
        last = factor.check(user, null, another.use(), device);
        for (int i = 0; i < 11 && !(last instanceof Wait); i++) {
            last = factor.check(user, null, another.use(), device);
        }
        assertInstanceOf(Wait.class, last);
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        Account ada = user();
        var endless =
                new PasskeyAssertion("AAAA", new PasskeyAssertion.Signed("e30", "AAAA", "x".repeat(4000), "AAAA"));
        given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .contentType("application/json")
                .body(body(ada, PASSWORD, endless, null))
                .post("/internal/authentications")
                .then()
                .statusCode(400);
        signIn(ada, PASSWORD, null).body("outcome", equalTo("authenticated")).body("factors", nullValue());
    }

    private ValidatableResponse signIn(Account account, String password, @Nullable PasskeySignIn answer) {
        return answer == null
                ? authenticate(account, password, null, null)
                : authenticate(
                        account, password, answer.assertion(), answer.browser().secret());
    }

    private ValidatableResponse authenticate(
            Account account, String password, @Nullable PasskeyAssertion passkey, @Nullable String browser) {
        return given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .contentType("application/json")
                .body(body(account, password, passkey, browser))
                .post("/internal/authentications")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> body(
            Account account, String password, @Nullable PasskeyAssertion passkey, @Nullable String browser) {
        var body = new HashMap<String, Object>(Map.of("username", account.username(), "password", password));
        if (passkey != null) {
            PasskeyAssertion.Signed signed = passkey.response();
            body.put(
                    "passkey",
                    Map.of(
                            "id",
                            passkey.id(),
                            "response",
                            Map.of(
                                    "clientDataJSON", signed.clientDataJson(),
                                    "authenticatorData", signed.authenticatorData(),
                                    "signature", signed.signature(),
                                    "userHandle", String.valueOf(signed.userHandle()))));
        }
        if (browser != null) {
            body.put("browser", browser);
        }
        return body;
    }

    /** Those of the kinds, the latest first, with their details. */
    private List<String> events(UUID user, String... kinds) {
        return trail.page(user, null, 50).events().stream()
                .filter(event -> List.of(kinds).contains(event.event()))
                .map(event -> event.event() + " " + event.detail())
                .toList();
    }

    private Account user() {
        String name = "key-" + UUID.randomUUID().toString().substring(0, 8);
        return users.insert(new NewUser(name, name + "@example.test", false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
