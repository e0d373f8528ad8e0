package dev.gatehouse.session.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.Providers.Provider;
import dev.gatehouse.session.login.LoginPages.SignInPage;
import dev.gatehouse.session.page.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInPageTest {
    private static final Provider ASKING = new Provider("acme", "Acme", true);
    private static final List<Provider> PROVIDERS = List.of(ASKING, new Provider("hub", "Hub", false));

    /** A provider may answer from a session of its own, which proves nothing anew. */
    @Test
    void whoIsToConfirmThatItIsTheyIsSentToAProviderThatAsksAlone() {
        SignInPage byPassword = page(true, ByProvider.confirming(List.of("pwd")));
        assertEquals(List.of(), byPassword.providers());
        assertFalse(byPassword.otherWays());
        SignInPage byProvider = page(true, ByProvider.confirming(List.of("fed")));
        assertEquals(List.of(ASKING), byProvider.providers());
        assertEquals("login", byProvider.byProvider().prompt());
    }

    @Test
    void anybodyIsSentToAnyOfThem() {
        assertEquals(PROVIDERS, page(false, ByProvider.of(null)).providers());
        assertTrue(page(false, ByProvider.of(null)).otherWays());
        assertEquals(PROVIDERS, page(false, ByProvider.of("select_account")).providers());
        // What is asked for is a proof.
        assertEquals(List.of(ASKING), page(false, ByProvider.of("login")).providers());
        assertEquals(
                List.of(ASKING),
                page(false, ByProvider.of("login select_account")).providers());
    }

    @Test
    void whatIsAskedOfAProviderIsInTheAddress() {
        assertEquals(
                Optional.of("/connect/acme?return_to=%2Fa%3Fb%3Dc%26d"),
                ByProvider.of(null).way("acme", "/a?b=c&d", false));
        assertEquals(
                Optional.of("/connect/acme?return_to=%2F&prompt=login&remember=true"),
                ByProvider.of("login").way("acme", "/", true));
        assertEquals(
                Optional.of("/connect/acme?return_to=%2F&prompt=select_account"),
                ByProvider.of("select_account").way("acme", "/", false));
        for (String other : List.of("", "../logout", "Acme", "a/b", "a?b", "x".repeat(33))) {
            assertEquals(Optional.empty(), ByProvider.of(null).way(other, "/", false), other);
        }
    }

    private static SignInPage page(boolean known, ByProvider byProvider) {
        return new SignInPage(
                "",
                "",
                "",
                "",
                Journey.of("/account", null, null),
                "ada",
                known,
                true,
                false,
                Fault.NONE,
                byProvider,
                PROVIDERS,
                false);
    }
}
