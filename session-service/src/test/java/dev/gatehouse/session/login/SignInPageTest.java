package dev.gatehouse.session.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.Providers.Provider;
import dev.gatehouse.session.login.LoginPages.SignInPage;
import dev.gatehouse.session.page.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInPageTest {
    private static final List<Provider> PROVIDERS = List.of(new Provider("acme", "Acme"));

    @Test
    void whoIsToConfirmThatItIsTheyIsNotSentToAProviderThatMayNotAsk() {
        assertEquals(List.of(), page(true).providers());
        assertFalse(page(true).otherWays());
        assertEquals(PROVIDERS, page(false).providers());
        assertTrue(page(false).otherWays());
    }

    private static SignInPage page(boolean known) {
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
                PROVIDERS,
                false);
    }
}
