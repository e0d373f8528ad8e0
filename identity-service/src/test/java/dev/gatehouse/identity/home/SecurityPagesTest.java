package dev.gatehouse.identity.home;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.federation.FederatedStore;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.passkey.Keychain;
import dev.gatehouse.identity.passkey.PasskeyKeeping;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one signs in with, on the pages. */
@QuarkusTest
@WithTestResource(Visits.class)
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class SecurityPagesTest {
    private static final String PAGE = "/account/security";
    private static final Pattern CODE = Pattern.compile("\\b\\d{4} \\d{4}\\b");
    private final UserStore users;
    private final FactorKeeping factors;
    private final Enrolment enrolment;
    private final Keychain keychain;
    private final PasskeyKeeping passkeys;
    private final FederatedStore upstream;
    MailServer mails;

    @Inject
    SecurityPagesTest(
            UserStore users,
            FactorKeeping factors,
            Enrolment enrolment,
            Keychain keychain,
            PasskeyKeeping passkeys,
            FederatedStore upstream) {
        this.users = users;
        this.factors = factors;
        this.enrolment = enrolment;
        this.keychain = keychain;
        this.passkeys = passkeys;
        this.upstream = upstream;
    }

    @Test
    void whoWasSentHereOnTheWayToSomewhereIsLedOn() {
        var visit = Visits.Visit.of(user());
        visit.get(PAGE).then().body(not(containsString("You were on your way")));
        String onward = OnwardCookie.SETTING_UP
                .of("/consents?a=b&c", Duration.ofMinutes(1))
                .replaceFirst("^[^=]*=([^;]*);.*", "$1");
        visit.with(OnwardCookie.SETTING_UP.cookie(), onward)
                .get(PAGE)
                .then()
                .body(allOf(
                        containsString("You were on your way"),
                        containsString("<a href=\"/consents?a=b&amp;c\">Go on")));
    }

    @Test
    void anAuthenticatorAppIsSetUpByItsImageAndACode() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.get(PAGE + "/authenticator").then().statusCode(303).header("Location", equalTo(PAGE));
        visit.post(PAGE + "/authenticator").then().statusCode(303).header("Location", equalTo(PAGE + "/authenticator"));
        Response shown = visit.get(PAGE + "/authenticator");
        shown.then()
                .statusCode(200)
                .body(allOf(
                        containsString("src=\"/account/factors/totp/qr\""),
                        containsString("otpauth://totp/"),
                        containsString("name=\"code\"")));
        String secret = shown.htmlPath().getString("**.find { it.@class == 'secret' }");
        assertEquals(factors.offered(ada.id(), ada.username()).orElseThrow().secret(), secret.replace(" ", ""));
        visit.post(PAGE + "/authenticator/confirmation", "code", "000000")
                .then()
                .statusCode(422)
                .body(allOf(containsString("id=\"code-error\""), containsString("totp/qr")));
        assertNull(factors.overview(ada.id()).totpSince());
    }

    @Test
    void anAuthenticatorAppIsTurnedOffByACode() {
        Account ada = user();
        Enrolment.Application app = enrolment.of(ada);
        var visit = Visits.Visit.of(ada);
        visit.get(PAGE).then().body(allOf(containsString("10 left"), containsString("authenticator/removal")));
        visit.post(PAGE + "/authenticator/removal", "code", "123")
                .then()
                .statusCode(422)
                .body(containsString("This code is wrong"));
        visit.post(PAGE + "/authenticator/removal", "code", app.recoveryCode())
                .then()
                .statusCode(303)
                .header("Location", equalTo(PAGE + "?done=factor_off"));
        assertNull(factors.overview(ada.id()).totpSince());
    }

    @Test
    void newRecoveryCodesAreShownOnce() {
        Account ada = user();
        Enrolment.Application app = enrolment.of(ada);
        Response made = Visits.Visit.of(ada).post(PAGE + "/recovery-codes", "code", app.code(1));
        made.then().statusCode(200).header("Cache-Control", "no-store");
        assertEquals(10, made.htmlPath().getInt("**.find { it.@class == 'codes' }.li.size()"));
        assertFalse(made.asString().contains(app.recoveryCode()));
    }

    @Test
    void codesByMailAreTurnedOnAndOff() throws InterruptedException {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post(PAGE + "/email-codes")
                .then()
                .statusCode(303)
                .header("Location", equalTo(PAGE + "/email-codes?done=code_mailed"));
        visit.get(PAGE + "/email-codes?done=code_mailed")
                .then()
                .body(allOf(containsString("The code is on its way"), containsString("/email-codes/confirmation")));
        visit.post(PAGE + "/email-codes/confirmation", "code", mailed(ada))
                .then()
                .statusCode(200)
                .body(containsString("Recovery codes"));
        assertTrue(factors.overview(ada.id()).emailSince() != null);
        visit.get(PAGE + "/email-codes").then().body(containsString("/email-codes/removal"));
        visit.post(PAGE + "/email-codes/removal", "code", "00000000").then().statusCode(422);
    }

    @Test
    void withoutAConfirmedAddressNoCodeIsMailed() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 12);
        Account ada = users.insert(new NewUser(name, name + "@example.org", false, null, "a hash", false))
                .orElseThrow();
        var visit = Visits.Visit.of(ada);
        visit.get(PAGE).then().body(not(containsString("action=\"/account/security/email-codes\"")));
        visit.post(PAGE + "/email-codes")
                .then()
                .statusCode(409)
                .body(containsString("first confirm your e-mail address"));
    }

    @Test
    void aPasskeyIsRenamedAndRemoved() {
        Account ada = user();
        keychain.of(ada.id());
        UUID id = passkeys.list(ada.id()).getFirst().id();
        var visit = Visits.Visit.of(ada);
        visit.get(PAGE).then().body(allOf(containsString("<strong>laptop</strong>"), containsString("not used yet")));
        visit.post(PAGE + "/passkeys/" + id + "/name", "name", "Blue <key>")
                .then()
                .statusCode(303);
        visit.get(PAGE + "?done=passkey_renamed")
                .then()
                .body(allOf(containsString("The passkey is renamed."), containsString("Blue &lt;key&gt;")));
        visit.post(PAGE + "/passkeys/" + id + "/name", "name", " ").then().statusCode(422);
        visit.post(PAGE + "/passkeys/" + id + "/removal")
                .then()
                .statusCode(303)
                .header("Location", equalTo(PAGE + "?done=passkey_removed"));
        assertTrue(passkeys.list(ada.id()).isEmpty());
    }

    @Test
    void thePageForANewPasskeyNamesTheDeviceAndBringsItsScript() {
        Visits.Visit.of(user())
                .get(PAGE + "/passkeys/new")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .body(allOf(
                        containsString("value=\"Firefox on Linux\""),
                        containsString("src=\"/login/assets/passkey.js\""),
                        containsString("data-done=\"/account/security?done=passkey_added\"")));
    }

    @Test
    void askingForAPasskeyNoMoreTakesMoreThanThePassword() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post(PAGE + "/passkeys/demand", "required", "true").then().statusCode(303);
        assertNull(factors.overview(ada.id()).passkeySince(), "without one there is nothing to ask for");
        keychain.of(ada.id());
        visit.post(PAGE + "/passkeys/demand", "required", "true")
                .then()
                .statusCode(200)
                .body(containsString("Recovery codes"));
        UUID id = passkeys.list(ada.id()).getFirst().id();
        for (String path : new String[] {"/passkeys/demand", "/passkeys/" + id + "/removal"}) {
            visit.post(PAGE + path, "required", "false")
                    .then()
                    .statusCode(303)
                    .header("Location", startsWith("/login?max_age=900&acr=urn%3Agatehouse%3Aacr%3Amfa&return_to="));
        }
        assertTrue(factors.overview(ada.id()).passkeySince() != null);
        visit.withMore()
                .post(PAGE + "/passkeys/demand", "required", "false")
                .then()
                .statusCode(303);
        assertNull(factors.overview(ada.id()).passkeySince());
    }

    @Test
    void theLastWayInStays() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 12);
        Account ada = upstream.create(
                        "elsewhere", name, new NewUser(name, null, false, null, null, false), StandardClaims.NONE)
                .orElseThrow();
        var visit = Visits.Visit.of(ada);
        Response shown = visit.get(PAGE);
        shown.then().body(allOf(containsString("elsewhere"), containsString("Set a password")));
        Matcher link = Pattern.compile("action=\"(/account/security/providers/[0-9a-f]{64}/removal)\"")
                .matcher(shown.asString());
        assertTrue(link.find());
        visit.post(link.group(1)).then().statusCode(409).body(containsString("You could not sign in any more"));
        keychain.of(ada.id());
        visit.post(link.group(1)).then().statusCode(303);
        assertTrue(users.links(ada.id()).isEmpty());
    }

    private String mailed(Account account) throws InterruptedException {
        Matcher code = CODE.matcher(
                mails.await(account.username() + "@example.org", "").text());
        assertTrue(code.find());
        return code.group();
    }

    private Account user() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, "a hash", false))
                .orElseThrow();
    }
}
