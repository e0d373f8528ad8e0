package dev.gatehouse.suite;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.OneTimePassword;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Television;
import java.security.InvalidKeyException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page, in both languages and by day and night: it breaks no rule of accessibility, none of its own
 * Content-Security-Policy, and fits a telephone. Pictures are kept under {@code target/pages}.
 */
class PagesTest {
    private static final String REDIRECT_URI = "http://127.0.0.1:18999/callback";
    private final Gatehouse gatehouse = Gatehouse.running();

    @ParameterizedTest
    @EnumSource
    void ofThoseWhoAreNotSignedIn(Language language) {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            Passkeys.withoutSuggestions(page);
            var glance = new Glance(page, language);
            open(page, "/login");
            glance.at("sign-in");
            page.fill("#username", ada.username());
            page.fill("#password", "not the password");
            page.click("main form button");
            glance.at("sign-in-refused");
            open(page, "/login/email");
            glance.at("sign-in-by-mail");
            page.fill("#login", ada.email());
            page.click("main form button");
            glance.at("sign-in-by-mail-sent");
            open(page, "/login/email/link?token=none");
            glance.at("sign-in-by-mail-elsewhere");
            open(page, "/register");
            glance.at("registration");
            page.fill("#username", ada.username());
            page.fill("#email", "ada@example.test");
            page.fill("#password", "password");
            page.click("main form button");
            glance.at("registration-refused");
            open(page, "/recovery");
            glance.at("recovery");
            page.fill("main form input:not([type=hidden])", ada.email());
            page.click("main form button");
            glance.at("recovery-sent");
            open(page, "/logout");
            glance.at("signed-out");
            open(page, "/login/nowhere");
            glance.at("not-found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onTheWayToAnApplication(Language language) {
        Person ada = gatehouse.register();
        OAuthClient client = gatehouse.confidentialClient(REDIRECT_URI);
        try (var browser = signedIn(language, ada)) {
            Page page = browser.page();
            var glance = new Glance(page, language);
            open(
                    page,
                    "/oauth2/authorize?response_type=code&client_id=" + client.id() + "&redirect_uri=" + REDIRECT_URI
                            + "&scope=openid%20profile%20email%20offline_access&state=s"
                            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
            glance.at("consent");
            open(page, "/oauth2/authorize?response_type=code&client_id=nobody");
            glance.at("authorization-refused");
            open(page, "/connect/nobody");
            glance.at("provider-refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofADevice(Language language) {
        Person ada = gatehouse.register();
        var television = new Television(gatehouse);
        try (var browser = signedIn(language, ada)) {
            Page page = browser.page();
            var glance = new Glance(page, language);
            open(page, "/oauth2/device");
            glance.at("device");
            page.fill("#user_code", "BBBB-BBBB");
            page.click("main form button");
            glance.at("device-unknown");
            for (String decision : List.of("deny", "allow")) {
                page.fill("#user_code", television.userCode());
                page.click("main form button");
                glance.at("device-asks");
                browser.decide(decision);
                glance.at("device-" + decision);
                open(page, "/oauth2/device");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnAccount(Language language) {
        Person ada = gatehouse.register();
        try (var browser = signedIn(language, ada)) {
            Page page = browser.page();
            var glance = new Glance(page, language);
            for (String name : List.of("", "profile", "security", "devices", "applications", "history", "data")) {
                open(page, "/account/" + name);
                glance.at("account" + (name.isEmpty() ? "" : "-" + name));
            }
            open(page, "/account/security/passkeys/new");
            glance.at("account-new-passkey");
            open(page, "/account/security/password");
            glance.at("account-new-password");
            open(page, "/account/profile/email");
            glance.at("account-new-address");
            open(page, "/account/data/deletion");
            glance.at("account-deletion");
            open(page, "/logout");
            glance.at("sign-out");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofASecondFactor(Language language) throws InvalidKeyException {
        Person ada = gatehouse.register();
        try (var browser = signedIn(language, ada)) {
            Page page = browser.page();
            Passkeys.withoutSuggestions(page);
            var glance = new Glance(page, language);
            open(page, "/account/security");
            page.click("form[action='/account/security/authenticator'] button");
            glance.at("account-authenticator");
            String secret = page.textContent(".secret").replace(" ", "");
            page.fill("main .steps input:not([type=hidden])", "000000");
            page.click("main .steps button");
            glance.at("account-authenticator-refused");
            page.fill("main .steps input:not([type=hidden])", OneTimePassword.of(secret, 0));
            page.click("main .steps button");
            glance.at("account-recovery-codes");
            open(page, "/account/security");
            glance.at("account-security-with-factor");
            page.context().clearCookies();
            open(page, "/login?return_to=/account/security");
            browser.signIn(ada);
            glance.at("second-factor");
            page.fill("#otp", "000000");
            page.click("main form button");
            glance.at("second-factor-refused");
            page.fill("#otp", OneTimePassword.of(secret, 1));
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/account/security");
        }
    }

    private void open(Page page, String path) {
        page.navigate(gatehouse.issuer() + path);
    }

    private Chromium signedIn(Language language, Person person) {
        Chromium browser = Chromium.open(language);
        browser.page()
                .context()
                .addCookies(List.of(new Cookie(
                                Gatehouse.COOKIE,
                                gatehouse.signInForCookie(person).cookie(Gatehouse.COOKIE))
                        .setUrl(gatehouse.issuer().replace("http:", "https:"))
                        .setSecure(true)));
        return browser;
    }
}
