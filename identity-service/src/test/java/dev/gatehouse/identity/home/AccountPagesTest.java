package dev.gatehouse.identity.home;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.mail.MailServer;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see and do of their account: by pages alone, and without a script. */
@QuarkusTest
@WithTestResource(Visits.class)
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class AccountPagesTest {
    private static final String PASSWORD = "four-candles-please";
    private static final Duration LONG_AGO = Duration.ofHours(2);
    private final UserStore users;
    private final PasswordHasher hasher;
    private final AuditTrail trail;
    MailServer mails;

    @Inject
    AccountPagesTest(UserStore users, PasswordHasher hasher, AuditTrail trail) {
        this.users = users;
        this.hasher = hasher;
        this.trail = trail;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account",
                "/account/profile",
                "/account/profile/email",
                "/account/security",
                "/account/security/password",
                "/account/security/passkeys/new",
                "/account/security/authenticator/removal",
                "/account/security/email-codes",
                "/account/security/recovery-codes",
                "/account/history",
                "/account/data",
                "/account/data/deletion"
            })
    void eachPageIsForItsOwnerAloneAndInBothLanguages(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?return_to=" + path.replace("/", "%2F")));
        var ada = Visits.Visit.of(user());
        ada.get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(allOf(
                        containsString("<html lang=\"en\">"),
                        containsString("action=\"/logout\""),
                        not(containsString("onclick")),
                        not(containsString("style=")),
                        not(containsString("NOT_FOUND"))));
        ada.german(path).then().statusCode(200).body(containsString("<html lang=\"de\">"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account/profile",
                "/account/profile/email",
                "/account/profile/email/confirmation",
                "/account/security/password",
                "/account/security/passkeys/demand",
                "/account/security/authenticator",
                "/account/security/authenticator/confirmation",
                "/account/security/authenticator/removal",
                "/account/security/email-codes",
                "/account/security/email-codes/confirmation",
                "/account/security/email-codes/removal",
                "/account/security/recovery-codes",
                "/account/security/recovery-codes/mail",
                "/account/data/export",
                "/account/data/deletion"
            })
    void noFormIsTakenFromAnotherSite(String path) {
        Account ada = user();
        Visits.Visit.of(ada).forged(path).then().statusCode(403);
        assertEquals(ada.version(), users.account(ada.id()).orElseThrow().version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account/profile/email",
                "/account/security/passkeys/new",
                "/account/security/email-codes",
                "/account/data/deletion"
            })
    void whatTakesARecentSignInLeadsThereAndBack(String path) {
        Visits.Visit.of(user())
                .ago(LONG_AGO)
                .get(path)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?max_age=900&return_to=" + path.replace("/", "%2F")));
    }

    @Test
    void aNewPasswordEndsAllSessions() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post("/account/security/password", "current", "wrong", "password", "another-four-candles")
                .then()
                .statusCode(422)
                .body(containsString("id=\"current-error\""));
        visit.post("/account/security/password", "current", PASSWORD, "password", "short")
                .then()
                .statusCode(422)
                .body(allOf(containsString("id=\"password-error\""), containsString("too short")));
        visit.post("/account/security/password", "current", PASSWORD, "password", "another-four-candles")
                .then()
                .statusCode(503)
                .body(containsString("try again in a moment"));
        Beside.of(TokenService.class);
        Beside sessions = Beside.of(SessionService.class);
        visit.post("/account/security/password", "current", PASSWORD, "password", "another-four-candles")
                .then()
                .statusCode(200)
                .header("Set-Cookie", equalTo(SessionService.CLEARED_COOKIE))
                .body(allOf(
                        containsString("Your password was changed"),
                        containsString("/login?return_to="),
                        not(containsString("action=\"/logout\""))));
        assertTrue(
                sessions.calls().contains("endAll " + ada.id()),
                sessions.calls().toString());
        String hash = users.account(ada.id()).orElseThrow().passwordHash();
        assertTrue(hash != null && hasher.verify(hash, "another-four-candles"));
    }

    @Test
    void theHistoryTellsWhatHappenedPageByPage() {
        Account ada = user();
        trail.note(AuditEvent.of(AuditKind.registered, ada.id()));
        for (int i = 0; i < 25; i++) {
            trail.note(new AuditEvent(AuditKind.signed_in, ada.id(), ada.id().toString(), "hwk user mfa"));
        }
        trail.note(new AuditEvent(AuditKind.disabled, ada.id(), "someone", null));
        var visit = Visits.Visit.of(ada);
        var first = visit.get("/account/history");
        first.then()
                .body(allOf(
                        containsString("The account was locked"),
                        containsString("by an administrator"),
                        containsString("Signed in"),
                        containsString("with a passkey"),
                        not(containsString("The account was made"))));
        String older = first.htmlPath().getString("**.find { it.@rel == 'next' }.@href");
        visit.get(older).then().body(allOf(containsString("The account was made"), containsString("rel=\"prev\"")));
        visit.german(older).then().body(containsString("Das Konto wurde angelegt"));
        visit.get("/account/history?before=x").then().statusCode(200);
    }

    @Test
    void allDataComesAsAFileOrNotAtAll() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.ago(LONG_AGO)
                .post("/account/data/export")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?max_age=900&return_to=%2Faccount%2Fdata"));
        visit.post("/account/data/export").then().statusCode(503).body(containsString("there is no file"));
        Beside.of(SessionService.class).answering("of", new SessionService.OpenSessions(List.of()));
        Beside.of(TokenService.class).answering("of", new TokenService.Held(List.of(), List.of()));
        Beside.of(OAuthService.class).answering("consentsOf", new OAuthService.Consents(List.of()));
        visit.post("/account/data/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("account.json"))
                .body("account.username", equalTo(ada.username()));
    }

    @Test
    void anAccountIsDeletedByWhoeverTypesItsName() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post("/account/data/deletion", "username", "someone")
                .then()
                .statusCode(422)
                .body(containsString("id=\"username-error\""));
        assertFalse(users.account(ada.id()).orElseThrow().disabled());
        Beside.of(TokenService.class);
        Beside.of(SessionService.class);
        Beside.of(OAuthService.class);
        visit.post("/account/data/deletion", "username", ada.username())
                .then()
                .statusCode(200)
                .header("Set-Cookie", equalTo(SessionService.CLEARED_COOKIE))
                .body(containsString("Your account is deleted"));
        assertTrue(users.account(ada.id()).isEmpty());
    }

    private Account user() {
        String name = "h" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
