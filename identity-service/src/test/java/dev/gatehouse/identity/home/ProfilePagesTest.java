package dev.gatehouse.identity.home;

import static java.util.Objects.requireNonNull;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users see and change of themselves on the pages. */
@QuarkusTest
@WithTestResource(Visits.class)
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class ProfilePagesTest {
    private static final String PASSWORD = "four-candles-please";
    private final UserStore users;
    private final PasswordHasher hasher;
    private final AuditTrail trail;
    MailServer mails;

    @Inject
    ProfilePagesTest(UserStore users, PasswordHasher hasher, AuditTrail trail) {
        this.users = users;
        this.hasher = hasher;
        this.trail = trail;
    }

    @Test
    void theOverviewGreetsByNameAndSaysWhatLacks() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post("/account/profile", "name", "Ada <b>", "version", "" + ada.version())
                .then()
                .statusCode(303);
        visit.get("/account")
                .then()
                .body(allOf(
                        containsString("Hello, Ada &lt;b&gt;"),
                        containsString("Sign in without a password"),
                        containsString("No second factor"),
                        containsString(ada.email()),
                        containsString("aria-current=\"page\">Overview")));
        visit.german("/account").then().body(containsString("Hallo, Ada"));
    }

    @Test
    void aProfileIsSavedAndOnlyWhatWasChangedIsNoted() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post(
                        "/account/profile",
                        "version",
                        "" + ada.version(),
                        "nickname",
                        " Countess ",
                        "phone_number",
                        "0044 (20) 7946-0958",
                        "website",
                        "example.org",
                        "postal_code",
                        "NW1",
                        "zoneinfo",
                        "Europe/London")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/account/profile?done=profile_saved"));
        var claims = users.account(ada.id()).orElseThrow().claims();
        assertEquals("Countess", claims.nickname());
        assertEquals("+442079460958", claims.phoneNumber());
        assertEquals("https://example.org", claims.website());
        assertEquals("NW1", requireNonNull(claims.address()).postalCode());
        assertEquals(
                "address nickname phone_number website zoneinfo",
                trail.page(ada.id(), null, 1).events().getFirst().detail());
        visit.get("/account/profile?done=profile_saved")
                .then()
                .body(allOf(
                        containsString("Your profile is saved."),
                        containsString("<option value=\"Europe/London\" selected>"),
                        containsString("value=\"Countess\"")));
        long version = users.account(ada.id()).orElseThrow().version();
        visit.post("/account/profile", "version", "" + version, "nickname", "")
                .then()
                .statusCode(303);
        assertNull(users.account(ada.id()).orElseThrow().claims().nickname());
    }

    @Test
    void whatIsWrongInAProfileIsSaidBesideTheFieldAndNothingIsSaved() {
        Account ada = user();
        Visits.Visit.of(ada)
                .post(
                        "/account/profile",
                        "version",
                        "" + ada.version(),
                        "nickname",
                        "Countess",
                        "birthdate",
                        "yesterday")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("id=\"birthdate-error\""),
                        containsString("value=\"yesterday\""),
                        containsString("value=\"Countess\"")));
        assertNull(users.account(ada.id()).orElseThrow().claims().nickname());
    }

    @Test
    void aProfileThatWasChangedMeanwhileIsNotOverwritten() {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        visit.post("/account/profile", "version", "" + ada.version(), "nickname", "First")
                .then()
                .statusCode(303);
        visit.post("/account/profile", "version", "" + ada.version(), "nickname", "Second")
                .then()
                .statusCode(412)
                .body(allOf(containsString("changed elsewhere meanwhile"), containsString("value=\"First\"")));
    }

    @Test
    void aNewAddressTakesThePasswordAndAMail() throws InterruptedException {
        Account ada = user();
        var visit = Visits.Visit.of(ada);
        String fresh = ada.username() + "@example.net";
        visit.post("/account/profile/email", "email", fresh, "password", "wrong")
                .then()
                .statusCode(422)
                .body(containsString("That is not your current password."));
        visit.post("/account/profile/email", "email", "nowhere", "password", PASSWORD)
                .then()
                .statusCode(422)
                .body(containsString("id=\"email-error\""));
        visit.post("/account/profile/email", "email", fresh, "password", PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/account/profile?done=address_mailed"));
        mails.await(fresh, "");
        assertEquals(ada.email(), users.account(ada.id()).orElseThrow().email());
    }

    private Account user() {
        String name = "h" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
