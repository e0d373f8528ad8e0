package dev.gatehouse.suite.setup;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

/** What browsers do with passkeys. */
public final class Passkeys {
    private Passkeys() {}

    /** A part of this computer that has asked for its owner's finger. */
    public static void authenticator(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        devTools.send("WebAuthn.addVirtualAuthenticator", arguments);
    }

    /** Signs {@code person} in and adds a passkey of this browser, on the page. */
    public static void add(Gatehouse gatehouse, Chromium browser, Person person) {
        Page page = browser.page();
        page.navigate(gatehouse.issuer() + "/login");
        browser.signIn(person);
        browser.arrivesAt(gatehouse.issuer() + "/account");
        press(gatehouse, page);
        page.waitForSelector(".toast");
    }

    /** Asks for another one, by whoever is signed in. */
    public static void press(Gatehouse gatehouse, Page page) {
        page.navigate(gatehouse.issuer() + "/account/security/passkeys/new");
        page.fill("#passkey-name", "My key");
        page.click("#passkey-register");
    }

    /** Else the authenticator, which asks nobody, answers before the button is pressed. */
    public static void withoutSuggestions(Page page) {
        page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    }

    /** The session that the browser has. */
    public static String session(Chromium browser) {
        return cookie(browser).value;
    }

    /** Whether the browser keeps it when it is closed. */
    public static boolean sessionOutlives(Chromium browser) {
        return cookie(browser).expires > 0;
    }

    private static Cookie cookie(Chromium browser) {
        return browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals(Gatehouse.COOKIE))
                .findFirst()
                .orElseThrow();
    }
}
