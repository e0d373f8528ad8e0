package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Confirmed;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages on which somebody proves more of who they are, as {@link PagesTest} looks at the others. */
class ProvingPagesTest {
    private static final String MFA = "/login?acr=urn:gatehouse:acr:mfa&return_to=/account/profile";
    private final Gatehouse gatehouse = Gatehouse.running();

    @ParameterizedTest
    @EnumSource
    void byACodeThatIsMailed(Language language) throws InterruptedException {
        Confirmed ada = Confirmed.in(gatehouse);
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            Passkeys.withoutSuggestions(page);
            var glance = new Glance(page, language);
            open(page, "/login");
            browser.signIn(ada.person());
            browser.arrivesAt(gatehouse.issuer() + "/account");
            open(page, "/login?prompt=login&return_to=/account/profile");
            glance.at("confirm-that-it-is-you");
            open(page, "/login?acr=phr&return_to=/account/profile");
            glance.at("step-up-needs-a-passkey");
            open(page, MFA);
            glance.at("step-up-needs-a-factor");
            page.click("main a.button");
            browser.arrivesAt(gatehouse.issuer() + "/account/security");
            glance.at("account-security-on-the-way");
            String code = ada.mailedFactor();
            page.click(".notice a");
            browser.arrivesAt(gatehouse.issuer() + "/account/profile");
            open(page, MFA);
            glance.at("step-up");
            page.click("button[value=mail]");
            glance.at("step-up-mailed");
            code = ada.code("Your second factor", code);
            page.fill("#otp", code);
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/account/profile");
            page.context().clearCookies();
            open(page, "/login?return_to=/account/profile");
            browser.signIn(ada.person());
            glance.at("second-factor-by-mail");
            page.context().clearCookies();
            page.fill("#otp", "00000000");
            page.click("main form button");
            glance.at("second-factor-late");
        }
    }

    @ParameterizedTest
    @EnumSource
    void byAPasskeyAndWhatItsScriptSays(Language language) {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open(language)) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.withoutSuggestions(page);
            var glance = new Glance(page, language);
            Passkeys.add(gatehouse, browser, ada);
            glance.at("account-security-with-passkey");
            Passkeys.press(gatehouse, page);
            String taken = said(page, "");
            glance.at("account-new-passkey-taken");
            Set<String> all = new HashSet<>(Set.of(taken));
            answers(page, "**/account/passkeys/options", 409, "too_many_passkeys");
            assertTrue(all.add(pressed(page, "#passkey-register")));
            answers(page, "**/account/passkeys/options", 429, "too_many_attempts");
            assertTrue(all.add(waits(pressed(page, "#passkey-register"))));
            answers(page, "**/account/passkeys/options", 500, "server_error");
            assertTrue(all.add(pressed(page, "#passkey-register")));
            page.unroute("**/account/passkeys/options");

            String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
            given().spec(gatehouse.bearer(token))
                    .contentType(ContentType.JSON)
                    .body(Map.of("required", true))
                    .put("/account/factors/passkey")
                    .then()
                    .statusCode(200);
            page.context().clearCookies();
            open(page, "/login?return_to=/account/profile");
            browser.signIn(ada);
            page.waitForSelector("#passkey-factor");
            glance.at("second-factor-by-passkey");
            messages(page, "#passkey-factor");
            page.click("#passkey-factor", new Page.ClickOptions().setNoWaitAfter(true));
            browser.arrivesAt(gatehouse.issuer() + "/account/profile");

            page.context().clearCookies();
            open(page, "/login");
            messages(page, "#passkey-sign-in");
            // The authenticator has a passkey yet that is known here no more.
            gatehouse.asAdmin().delete("/users/" + ada.id()).then().statusCode(anyOf(equalTo(202), equalTo(204)));
            pressed(page, "#passkey-sign-in");
            glance.at("sign-in-passkey-refused");
        }
    }

    /** Of a passkey that is refused, of too many tries, and of a service that is away. */
    private void messages(Page page, String button) {
        var all = new HashSet<String>();
        answers(page, "**/sessions/passkey/options", 401, "invalid_credentials");
        assertTrue(all.add(pressed(page, button)));
        answers(page, "**/sessions/passkey/options", 429, "too_many_attempts");
        assertTrue(all.add(waits(pressed(page, button))));
        answers(page, "**/sessions/passkey/options", 503, "unavailable");
        assertTrue(all.add(pressed(page, button)));
        page.unroute("**/sessions/passkey/options");
    }

    private static void answers(Page page, String path, int status, String code) {
        page.unroute(path);
        page.route(
                path,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setHeaders(Map.of("Retry-After", "90", "Content-Type", "application/problem+json"))
                        .setBody("{\"code\":\"" + code + "\"}")));
    }

    /** What is said once the button is pressed. */
    private static String pressed(Page page, String button) {
        String before = page.textContent("#passkey-message");
        page.click(button);
        return said(page, before);
    }

    private static String said(Page page, String before) {
        page.waitForFunction(
                "before => { const now = document.getElementById('passkey-message').textContent;"
                        + " return now !== '' && now !== before; }",
                before);
        return page.textContent("#passkey-message");
    }

    private static String waits(String said) {
        assertTrue(said.contains("90"), said);
        assertNotEquals(-1, said.indexOf("in "), said);
        return said;
    }

    private void open(Page page, String path) {
        page.navigate(gatehouse.issuer() + path);
    }
}
