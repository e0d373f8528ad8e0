package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;

/** One-time passwords and recovery codes, by every way in that takes a password. */
class SecondFactorTest {
    private static final TimeBasedOneTimePasswordGenerator APPLICATION = new TimeBasedOneTimePasswordGenerator();
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void whoHasOneNeedsItEverywhere() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        String secret = enrol(token);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401).body("code", equalTo("second_factor_required"));
        gatehouse.signInForCookie(ada).then().statusCode(401).body("code", equalTo("second_factor_required"));
        basic(ada).get("/verify").then().statusCode(401);
        signIn(ada, "000000").then().statusCode(401).body("code", equalTo("invalid_credentials"));
        String code = code(secret, 1);
        signIn(ada, code).then().statusCode(201).body("access_token", notNullValue());
        signIn(ada, code).then().statusCode(401);
    }

    @Test
    void whatTheSignInIsWorthGoesWithIt() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String weak = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        gatehouse
                .bearer(weak)
                .get("/verify?acr=urn:gatehouse:acr:mfa")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_user_authentication"))
                .header("WWW-Authenticate", containsString("acr_values=\"urn:gatehouse:acr:mfa\""));
        gatehouse
                .bearer(weak)
                .get("/verify?acr=urn:gatehouse:acr:single")
                .then()
                .statusCode(200);
        String secret = enrol(weak);
        Response pair = signIn(ada, code(secret, 1));
        gatehouse
                .bearer(pair.path("access_token"))
                .get("/verify?acr=urn:gatehouse:acr:mfa")
                .then()
                .statusCode(200);
        gatehouse
                .bearer(pair.path("access_token"))
                .get("/verify?acr=phr")
                .then()
                .statusCode(403);
        OAuthClient client = gatehouse.resourceServer();
        gatehouse
                .introspect(client, pair.path("access_token"))
                .then()
                .body("acr", equalTo("urn:gatehouse:acr:mfa"))
                .body("amr", hasItem("otp"))
                .body("auth_time", notNullValue());
        // A refresh is no sign-in: it keeps what the one before it was worth.
        Response next = given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", pair.path("refresh_token").toString()))
                .post("/tokens/refresh");
        gatehouse
                .bearer(next.path("access_token"))
                .get("/verify?acr=urn:gatehouse:acr:mfa")
                .then()
                .statusCode(200);
    }

    @Test
    void thePagesAskForThePasswordAndThenForTheCodeAlone() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String secret = enrol(gatehouse.signInForTokens(ada, "jwt").path("access_token"));
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(gatehouse.issuer() + "/login?return_to=/sessions/current");
            browser.signIn(ada);
            page.waitForSelector("#otp");
            assertEquals(0, page.locator("input[type=password]").count());
            page.fill("#otp", "000000");
            page.click("main form button");
            page.waitForSelector("#otp[aria-invalid=true]");
            assertTrue(page.title().startsWith("Error: "), page.title());
            page.fill("#otp", code(secret, 1));
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/sessions/current");
            assertTrue(page.content().contains("urn:gatehouse:acr:mfa"), page.content());
        }
    }

    @Test
    void whoHasProvedTooLittleIsAskedForTheCodeAlone() throws InvalidKeyException {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(gatehouse.issuer() + "/login?return_to=/sessions/current");
            browser.signIn(ada);
            browser.arrivesAt(gatehouse.issuer() + "/sessions/current");
            String more = gatehouse.issuer() + "/login?acr=urn:gatehouse:acr:mfa&return_to=/sessions/current";
            page.navigate(more);
            page.waitForSelector("main a[href='/account/security']");
            String secret = enrol(gatehouse.signInForTokens(ada, "jwt").path("access_token"));
            String before = Passkeys.session(browser);
            page.navigate(more);
            page.fill("#otp", code(secret, 1));
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/sessions/current");
            assertTrue(page.content().contains("urn:gatehouse:acr:mfa"), page.content());
            assertNotEquals(before, Passkeys.session(browser));
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, before)
                    .get("/sessions/current")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void aRecoveryCodeGetsInOnceAndTheFactorCanBeRemoved() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        RequestSpecification by = gatehouse.bearer(token);
        String secret = given().spec(by).post("/account/factors/totp").path("secret");
        given().spec(by).get("/account/factors/totp/qr").then().statusCode(200).contentType("image/png");
        List<String> codes =
                prove(by, "/account/factors/totp/confirmation", code(secret, 0)).path("recovery_codes");
        assertEquals(10, codes.size());
        signIn(ada, codes.get(0)).then().statusCode(201);
        signIn(ada, codes.get(0)).then().statusCode(401);
        given().spec(by)
                .get("/account/factors")
                .then()
                .statusCode(200)
                .body("totp_since", notNullValue())
                .body("recovery_codes_left", equalTo(9));
        prove(by, "/account/factors/totp/removal", "000000")
                .then()
                .statusCode(422)
                .body("code", equalTo("wrong_code"));
        prove(by, "/account/factors/totp/removal", codes.get(1)).then().statusCode(204);
        given().spec(by).get("/account/factors").then().body("totp_since", nullValue());
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
    }

    @Test
    void whoeverGuessesCodesHasToWait() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        enrol(token);
        // On a slow machine some of the waiting is over before the next try.
        for (int i = 0; i < 12; i++) {
            Response answer = signIn(ada, "00000" + i % 10);
            if (answer.statusCode() == 429) {
                answer.then()
                        .header("Retry-After", Integer::parseInt, greaterThan(0))
                        .body("code", equalTo("too_many_attempts"));
                return;
            }
        }
        throw new AssertionError("twelve codes were looked at");
    }

    @Test
    void aBrowserThatHasSignedInChangesFactorsWhileOthersGuess() throws InvalidKeyException {
        Person ada = gatehouse.register();
        String device = gatehouse.signInForCookie(ada).cookie("__Host-gatehouse-device");
        RequestSpecification by =
                gatehouse.bearer(gatehouse.signInForTokens(ada, "jwt").path("access_token"));
        String secret = enrol(gatehouse.signInForTokens(ada, "jwt").path("access_token"));
        Until.holds("guesses are slowed down", () -> {
            Response answer = signIn(ada, "000000");
            return answer.statusCode() == 429 && Integer.parseInt(answer.header("Retry-After")) > 3;
        });
        String code = code(secret, 1);
        prove(by, "/account/factors/totp/removal", code).then().statusCode(429);
        given().spec(by)
                .header("Cookie", "__Host-gatehouse-device=" + device + "; __Host-gatehouse-device=tossed")
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/account/factors/totp/removal")
                .then()
                .statusCode(429);
        given().spec(by)
                .cookie("__Host-gatehouse-device", device)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/account/factors/totp/removal")
                .then()
                .statusCode(204);
    }

    @Test
    void aKeyThatAProgramHoldsIsNotTheUser() {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        String key = given().spec(gatehouse.bearer(token))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "nightly job", "scope", "account profile"))
                .post("/tokens/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        gatehouse.bearer(key).get("/verify?scope=account").then().statusCode(200);
        for (Response refused : List.of(
                given().spec(gatehouse.bearer(key)).get("/account/factors"),
                given().spec(gatehouse.bearer(key)).post("/account/factors/totp"),
                given().spec(gatehouse.bearer(key)).get("/account/activity"),
                given().spec(gatehouse.bearer(key)).get("/users/me/export"),
                given().spec(gatehouse.bearer(key)).delete("/users/me"))) {
            refused.then().statusCode(403).body("code", equalTo("first_hand_only"));
        }
        given().spec(gatehouse.bearer(key)).get("/users/me").then().statusCode(200);
    }

    /** Sets up an authenticator application, and gives its secret. */
    private String enrol(String token) throws InvalidKeyException {
        RequestSpecification by = gatehouse.bearer(token);
        String secret = given().spec(by)
                .post("/account/factors/totp")
                .then()
                .statusCode(201)
                .body("uri", startsWith("otpauth://totp/Gatehouse:alice-"))
                .extract()
                .path("secret");
        prove(by, "/account/factors/totp/confirmation", "000000").then().statusCode(422);
        prove(by, "/account/factors/totp/confirmation", code(secret, 0)).then().statusCode(200);
        return secret;
    }

    private static Response prove(RequestSpecification by, String path, String code) {
        return given().spec(by)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post(path);
    }

    private Response signIn(Person person, String otp) {
        var body = new HashMap<String, String>();
        body.put("username", person.username());
        body.put("password", person.password());
        body.put("otp", otp);
        body.put("type", "jwt");
        return given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/tokens");
    }

    private RequestSpecification basic(Person person) {
        return given().spec(gatehouse.origin()).auth().preemptive().basic(person.username(), person.password());
    }

    /** What the application shows now, or so many half minutes later. */
    private static String code(String secret, int later) throws InvalidKeyException {
        return APPLICATION.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), APPLICATION.getAlgorithm()),
                Instant.now().plus(APPLICATION.getTimeStep().multipliedBy(later)));
    }
}
