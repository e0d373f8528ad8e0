package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Confirmed;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.Mailbox;
import dev.gatehouse.suite.setup.OneTimePassword;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import java.security.InvalidKeyException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages that mails lead to, as {@link PagesTest} looks at the others. */
class MailedPagesTest {
    private static final String SIGN_IN = "Your code for signing in";
    private final Gatehouse gatehouse = Gatehouse.running();

    @ParameterizedTest
    @EnumSource
    void confirmAnAddressAndSetANewPassword(Language language) throws InterruptedException {
        Person ada = gatehouse.register();
        var mailbox = new Mailbox(gatehouse.suite().mails(), ada.email());
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            var glance = new Glance(page, language);
            open(page, "/account/email/confirmation?token=" + mailbox.token("Confirm your e-mail address"));
            glance.at("mail-confirmation");
            page.click("main form button");
            glance.at("mail-confirmed");
            open(page, "/account/email/confirmation?token=none");
            glance.at("mail-confirmation-over");
            given().spec(gatehouse.origin())
                    .contentType(ContentType.JSON)
                    .body(Map.of("login", ada.username()))
                    .post("/recovery")
                    .then()
                    .statusCode(202);
            open(page, "/recovery/password?token=" + mailbox.token("Set a new password"));
            glance.at("new-password");
            page.fill("#password", "password");
            page.click("main form button");
            glance.at("new-password-weak");
            page.fill("#password", "another " + ada.password());
            page.click("main form button");
            glance.at("new-password-set");
            open(page, "/recovery/password?token=none");
            glance.at("new-password-over");
        }
    }

    @ParameterizedTest
    @EnumSource
    void signInByAButtonAndAOneTimePassword(Language language) throws InterruptedException, InvalidKeyException {
        Confirmed ada = Confirmed.in(gatehouse);
        String secret = ada.application();
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            var glance = new Glance(page, language);
            open(page, "/login/email?return_to=/account/profile");
            page.fill("#login", ada.person().username());
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/login/email/code");
            open(page, "/login/email/link?token=" + ada.mailbox().token(SIGN_IN));
            glance.at("sign-in-by-mail-button");
            page.click("main form button");
            glance.at("sign-in-by-mail-button-and-factor");
            open(page, "/login/email/code");
            page.fill("#code", ada.code(SIGN_IN, ""));
            page.click("main form button");
            glance.at("sign-in-by-mail-code-and-factor");
            page.fill("#otp", "000000");
            page.click("main form button");
            glance.at("sign-in-by-mail-factor-refused");
            page.fill("#otp", OneTimePassword.of(secret, 1));
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/account/profile");
        }
    }

    private void open(Page page, String path) {
        page.navigate(gatehouse.issuer() + path);
    }
}
