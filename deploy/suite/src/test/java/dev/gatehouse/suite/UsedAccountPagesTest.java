package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.Confirmed;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.OneTimePassword;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of an account that has been used for a while, as {@link PagesTest} looks at those of a new one. */
class UsedAccountPagesTest {
    private static final String SCOPE = "openid profile";
    private final Gatehouse gatehouse = Gatehouse.running();

    @ParameterizedTest
    @EnumSource
    void ofDevicesAndApplications(Language language) throws InterruptedException {
        Person ada = gatehouse.register();
        gatehouse.signInForCookie(ada).then().statusCode(201);
        try (var browser = Chromium.open(language);
                var application = new ClientApplication()) {
            Page page = signedIn(browser, ada);
            var glance = new Glance(page, language);
            open(page, "/account/devices");
            glance.at("account-devices-with-others");
            page.click("button[formaction='/account/devices/others']");
            glance.at("account-devices-others-signed-out");
            open(page, authorize(unverified(application), application));
            glance.at("consent-unverified");
            browser.decide("allow");
            application.arrival();
            open(page, "/account/applications");
            glance.at("account-applications-with-one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofFactorsThatAreTakenAway(Language language) throws InterruptedException, InvalidKeyException {
        Confirmed ada = Confirmed.in(gatehouse);
        try (var browser = Chromium.open(language)) {
            Page page = signedIn(browser, ada.person());
            var glance = new Glance(page, language);
            String secret = ada.application();
            open(page, "/account/security/authenticator/removal");
            glance.at("account-authenticator-removal");
            page.fill("main form input:not([type=hidden])", "000000");
            page.click("main form button");
            glance.at("account-authenticator-removal-refused");
            page.fill("main form input:not([type=hidden])", OneTimePassword.of(secret, 1));
            page.click("main form button");
            glance.at("account-authenticator-removed");
            ada.mailedFactor();
            open(page, "/account/security/email-codes");
            glance.at("account-email-codes-removal");
            open(page, "/account/security/recovery-codes");
            glance.at("account-new-recovery-codes");
        }
    }

    /** One page with other words for each kind of problem. */
    @ParameterizedTest
    @EnumSource
    void ofWhatWentWrong(Language language) {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            Passkeys.withoutSuggestions(page);
            var glance = new Glance(page, language);
            open(page, "/users/me");
            glance.at("problem-sign-in");
            signedIn(browser, ada);
            open(page, "/account/devices/others");
            glance.at("problem-method");
            open(page, "/account/devices");
            page.evaluate("document.querySelector('main input[name=csrf_token]').value = 'x'");
            page.click("main form button");
            glance.at("problem-foreign");
            open(page, "/users");
            glance.at("problem-refused");
            open(page, "/sessions/of/nobody");
            glance.at("problem-unknown");
        }
    }

    /** Of an application that has registered itself. */
    private String unverified(ClientApplication application) {
        return given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "client_name",
                        "Self-made notes",
                        "redirect_uris",
                        List.of(application.redirectUri()),
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "scope",
                        SCOPE))
                .post("/oauth2/register")
                .then()
                .statusCode(201)
                .extract()
                .path("client_id");
    }

    private static String authorize(String client, ClientApplication application) {
        return "/oauth2/authorize?response_type=code&client_id=" + client + "&redirect_uri="
                + application.redirectUri() + "&scope=" + SCOPE.replace(" ", "%20") + "&state=s"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    }

    private Page signedIn(Chromium browser, Person person) {
        Page page = browser.page();
        open(page, "/login?return_to=/account/profile");
        browser.signIn(person);
        browser.arrivesAt(gatehouse.issuer() + "/account/profile");
        return page;
    }

    private void open(Page page, String path) {
        page.navigate(gatehouse.issuer() + path);
    }
}
