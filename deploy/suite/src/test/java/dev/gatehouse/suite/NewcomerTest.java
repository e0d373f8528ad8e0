package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody who has never seen it, and goes by what links, buttons and labels say. */
class NewcomerTest {
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void signsUpAddsAPasskeyAndSignsAnotherDeviceOut() {
        String name = "newcomer-" + UUID.randomUUID().toString().substring(0, 8);
        String password = "a long one of " + name;
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.withoutSuggestions(page);
            page.navigate(gatehouse.issuer() + "/account");
            page.getByRole(AriaRole.LINK, link("Sign up")).click();
            page.getByLabel("Username").fill(name);
            page.getByLabel("E-mail address").fill(name + "@example.test");
            page.getByLabel("Password").fill(password);
            page.locator("main form button").click();
            page.waitForSelector("#username");
            assertEquals(name, page.inputValue("#username"));
            page.getByLabel("Password").fill(password);
            page.getByRole(AriaRole.BUTTON, exactly("Sign in")).click();
            browser.arrivesAt(gatehouse.issuer() + "/account");

            page.getByRole(AriaRole.LINK, link("Add a passkey")).click();
            page.locator("#passkey-register").click();
            page.waitForSelector("text=The passkey is added.");

            String elsewhere = gatehouse
                    .signInForCookie(new Person("", name, "", password))
                    .cookie(Gatehouse.COOKIE);
            page.getByRole(AriaRole.LINK, link("Devices")).first().click();
            assertEquals(2, page.locator("main .items li").count());
            page.locator("main .items li")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasNotText("This device"))
                    .getByRole(AriaRole.BUTTON)
                    .click();
            page.waitForSelector(".toast");
            assertEquals(1, page.locator("main .items li").count());
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, elsewhere)
                    .get("/sessions/current")
                    .then()
                    .statusCode(401);
        }
    }

    /** Passkeys apart, nothing needs a script. */
    @Test
    void signsUpInAndOutWithoutScripts() {
        String name = "plain-" + UUID.randomUUID().toString().substring(0, 8);
        String password = "a long one of " + name;
        try (var browser = Chromium.withoutScripts()) {
            Page page = browser.page();
            page.navigate(gatehouse.issuer() + "/register");
            page.fill("#username", name);
            page.fill("#email", name + "@example.test");
            page.fill("#password", password);
            page.click("main form button");
            page.fill("#password", password);
            page.click("main form button");
            browser.arrivesAt(gatehouse.issuer() + "/account");
            page.click("header form button");
            page.navigate(gatehouse.issuer() + "/account");
            browser.arrivesAt(gatehouse.issuer() + "/login");
        }
    }

    /** From the first to the last key. */
    @Test
    void signsInByTheKeyboardAlone() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.withoutSuggestions(page);
            page.navigate(gatehouse.issuer() + "/login?return_to=/account/profile");
            page.keyboard().type(ada.username());
            page.keyboard().press("Tab");
            while (!"password".equals(page.evaluate("document.activeElement.id"))) {
                page.keyboard().press("Tab");
            }
            page.keyboard().type(ada.password());
            page.keyboard().press("Enter");
            browser.arrivesAt(gatehouse.issuer() + "/account/profile");
        }
    }

    private static Page.GetByRoleOptions link(String words) {
        return new Page.GetByRoleOptions().setName(words);
    }

    private static Page.GetByRoleOptions exactly(String words) {
        return new Page.GetByRoleOptions().setName(words).setExact(true);
    }
}
