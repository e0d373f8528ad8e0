package dev.gatehouse.identity.passkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasskeySignInTest {
    private static final Refused REFUSED = new Refused("invalid_credentials");
    private final PasskeyKeeping keeping;
    private final PasskeySignIn signIn;
    private final Keychain keychain;
    private final UserStore users;
    private final AuditTrail trail;
    private final ServiceTokens tokens;
    private final Throttle throttle;
    private final RedisDataSource redis;
    private final SoftAuthenticator authenticator = new SoftAuthenticator();
    private final String browser = Secrets.random();

    @Inject
    PasskeySignInTest(
            PasskeyKeeping keeping,
            PasskeySignIn signIn,
            Keychain keychain,
            UserStore users,
            AuditTrail trail,
            ServiceTokens tokens,
            Throttle throttle,
            RedisDataSource redis) {
        this.redis = redis;
        this.keeping = keeping;
        this.signIn = signIn;
        this.keychain = keychain;
        this.users = users;
        this.trail = trail;
        this.tokens = tokens;
        this.throttle = throttle;
    }

    @Test
    void aPasskeySignsItsOwnerInWithoutAUsername() {
        UUID user = user();
        assertNull(keychain.register(user, authenticator).lastUsedAt());
        Authenticated in = assertInstanceOf(Authenticated.class, use(user));
        assertEquals(user, in.subject());
        assertEquals(List.of("hwk", "user", "mfa"), in.amr());
        assertNotNull(keeping.list(user).getFirst().lastUsedAt());
        assertEquals(List.of("signed_in", "passkey_added"), events(user));
    }

    @Test
    void oneThatIsCopiedBetweenDevicesIsSaidToBeSoftware() {
        UUID user = user();
        authenticator.flags |= SoftAuthenticator.BACKUP_ELIGIBLE | SoftAuthenticator.BACKED_UP;
        keychain.register(user, authenticator);
        assertEquals(
                List.of("swk", "user", "mfa"),
                assertInstanceOf(Authenticated.class, use(user)).amr());
    }

    @Test
    void aChallengeIsTakenOnceAndFromTheBrowserThatItWasGivenTo() {
        UUID user = user();
        keychain.register(user, authenticator);
        String challenge = keychain.challenge(browser);
        var answer = authenticator.use(challenge, user);
        assertEquals(REFUSED, signIn.signIn(Secrets.random(), answer, null));
        assertInstanceOf(Authenticated.class, signIn.signIn(browser, answer, null));
        assertEquals(REFUSED, signIn.signIn(browser, answer, null));
        assertEquals(REFUSED, signIn.signIn(browser, authenticator.use(Secrets.random(), user), null));
        assertEquals(REFUSED, signIn.signIn(browser, authenticator.use("x", user), null));
        String altered = keychain.challenge(browser).replaceFirst("^....", "AAAA");
        assertEquals(REFUSED, signIn.signIn(browser, authenticator.use(altered, user), null));
        String forRegistration = keychain.asked(user).challenge();
        assertEquals(REFUSED, signIn.signIn(browser, authenticator.use(forRegistration, user), null));
    }

    @Test
    void nobodySignsInByAPasskeyThatIsNotTheirs() {
        UUID user = user();
        keychain.register(user, authenticator);
        UUID other = user();
        assertEquals(REFUSED, use(other));
        var unknown = new SoftAuthenticator();
        assertEquals(REFUSED, signIn.signIn(browser, unknown.use(keychain.challenge(browser), user), null));
        unknown.credentialId = authenticator.credentialId;
        assertEquals(REFUSED, signIn.signIn(browser, unknown.use(keychain.challenge(browser), user), null));
        assertEquals(List.of("sign_in_refused", "passkey_added"), events(user));
    }

    @Test
    void aCounterThatDoesNotGoOnIsRefusedAndNoted() {
        UUID user = user();
        authenticator.counter = 5;
        keychain.register(user, authenticator);
        authenticator.counter = 6;
        assertInstanceOf(Authenticated.class, use(user));
        assertEquals(REFUSED, use(user));
        authenticator.counter = 0;
        assertEquals(REFUSED, use(user));
        authenticator.counter = 7;
        assertInstanceOf(Authenticated.class, use(user));
        assertEquals(
                List.of("signed_in", "passkey_cloned", "passkey_cloned", "signed_in", "passkey_added"), events(user));
    }

    @Test
    void aChallengeCountsOnceWhateverRedisHasLost() {
        UUID user = user();
        keychain.register(user, authenticator);
        var answer = authenticator.use(keychain.challenge(browser), user);
        var another = authenticator.use(keychain.challenge(browser), user);
        assertInstanceOf(Authenticated.class, signIn.signIn(browser, answer, null));
        redis.flushall();
        assertEquals(REFUSED, signIn.signIn(browser, answer, null));
        assertInstanceOf(Authenticated.class, signIn.signIn(browser, another, null));
        assertEquals(REFUSED, signIn.signIn(browser, answer, null), "nor after another");
        assertEquals(List.of("signed_in", "signed_in", "passkey_added"), events(user), "nobody copied the passkey");
    }

    @Test
    void oneNetworkIsNotGivenChallengesWithoutEnd() {
        for (int i = 0; i < 600; i++) {
            ask("198.51.100.7").then().statusCode(200).body("outcome", equalTo("asked"));
        }
        ask("198.51.100.7").then().body("outcome", equalTo("wait")).body("retry_after_seconds", greaterThan(0));
        ask("198.51.100.8").then().body("outcome", equalTo("asked"));
    }

    private Response ask(String address) {
        return given().header("Authorization", "Bearer " + tokens.tokenFor(IdentityService.NAME))
                .header("Gatehouse-Requester-Address", address)
                .contentType("application/json")
                .body(Map.of("secret", browser))
                .post("/internal/authentications/passkeys/options");
    }

    @Test
    void whoIsDisabledOrHasRemovedThePasskeyStaysOut() {
        UUID user = user();
        Passkey passkey = keychain.register(user, authenticator);
        users.setDisabled(user, true);
        assertEquals(REFUSED, use(user));
        users.setDisabled(user, false);
        assertInstanceOf(Authenticated.class, use(user));
        assertEquals(PasskeyKeeping.Removal.ABSENT, keeping.remove(user(), passkey.id(), true));
        assertEquals(PasskeyKeeping.Removal.DONE, keeping.remove(user, passkey.id(), true));
        assertEquals(PasskeyKeeping.Removal.ABSENT, keeping.remove(user, passkey.id(), true));
        assertEquals(REFUSED, use(user));
        assertEquals("passkey_removed", events(user).getFirst());
    }

    @Test
    void theOtherServicesAskOverHttpInTheNamesOfTheStandard() {
        UUID user = user();
        keychain.register(user, authenticator);
        String challenge = given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .contentType("application/json")
                .body(Map.of("secret", browser))
                .post("/internal/authentications/passkeys/options")
                .then()
                .statusCode(200)
                .body("options.rpId", equalTo("localhost"))
                .body("options.userVerification", equalTo("required"))
                .extract()
                .path("options.challenge");
        var answer = authenticator.use(challenge, user);
        post(answer.id(), answer.response().signature()).statusCode(200).body("outcome", equalTo("refused"));
        post(answer.id(), "x".repeat(4000)).statusCode(400);
        post("x".repeat(4000), answer.response().signature()).statusCode(400);
    }

    private io.restassured.response.ValidatableResponse post(String id, String signature) {
        return given().header("Authorization", "Bearer " + tokens.tokenFor("identity-service"))
                .contentType("application/json")
                .body(Map.of(
                        "browser",
                        Map.of("secret", browser),
                        "assertion",
                        Map.of(
                                "id",
                                id,
                                "response",
                                Map.of(
                                        "clientDataJSON", "e30",
                                        "authenticatorData", "AAAA",
                                        "signature", signature,
                                        "userHandle", "AAAA"))))
                .post("/internal/authentications/passkeys")
                .then();
    }

    @Test
    void aBrowserIsKnownFromThenOn() {
        UUID user = user();
        keychain.register(user, authenticator);
        String device = assertInstanceOf(Authenticated.class, use(user)).device();
        assertTrue(throttle.known(user, device).isPresent());
        var again = signIn.signIn(browser, authenticator.use(keychain.challenge(browser), user), device);
        assertNull(assertInstanceOf(Authenticated.class, again).device(), "it keeps what it has");
        var anothers = signIn.signIn(
                browser,
                authenticator.use(keychain.challenge(browser), user),
                throttle.newDevice(user(), null).orElseThrow());
        assertTrue(throttle.known(
                        user, assertInstanceOf(Authenticated.class, anothers).device())
                .isPresent());
    }

    private Authentication use(UUID user) {
        return signIn.signIn(browser, authenticator.use(keychain.challenge(browser), user), null);
    }

    private UUID user() {
        String name = "passkey-" + UUID.randomUUID().toString().substring(0, 8);
        return users.insert(new NewUser(name, name + "@example.test", false, null, "no hash", false))
                .orElseThrow()
                .id();
    }

    private List<String> events(UUID user) {
        return trail.page(user, null, 20).events().stream()
                .map(RecordedEvent::event)
                .toList();
    }
}
