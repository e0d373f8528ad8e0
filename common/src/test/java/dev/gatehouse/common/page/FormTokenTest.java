package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTokenTest {
    private final FormToken first = FormToken.of(List.of(), "sign-in");

    @Test
    void aBrowserIsGivenACookieOnceAndItsFormsAreTakenFromThenOn() {
        String set = setCookie(first);
        assertEquals("__Host-gatehouse-pre=" + first.cookie() + "; Path=/; Secure; HttpOnly; SameSite=Lax", set);
        FormToken again = FormToken.of(List.of(cookie(first)), "sign-in");
        assertTrue(again.sentIn(form(first.value())));
        assertEquals(first.value(), again.value());
        assertNull(setCookie(again));
    }

    @Test
    void aFormWithoutTheCookieIsNotTaken() {
        assertFalse(first.sentIn(form(first.value())));
        assertFalse(FormToken.of(List.of(), "sign-in").sentIn(form(first.value())));
    }

    @Test
    void theTokenIsOfThatBrowserAndThatForm() {
        FormToken other = FormToken.of(List.of(), "sign-in");
        assertNotEquals(first.value(), other.value());
        assertFalse(FormToken.of(List.of(cookie(other)), "sign-in").sentIn(form(first.value())));
        assertFalse(FormToken.of(List.of(cookie(first)), "recovery").sentIn(form(first.value())));
        FormToken again = FormToken.of(List.of(cookie(first)), "sign-in");
        assertFalse(again.sentIn(SentForm.of(null)));
        assertFalse(again.sentIn(form("")));
        assertFalse(again.sentIn(form(first.value() + "x")));
        assertFalse(again.sentIn(form(first.cookie())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "", "\"quoted\"", "x; __Host-gatehouse-pre=y"})
    void aCookieThatIsNotOursIsReplaced(String value) {
        assertFalse(FormToken.of(List.of("__Host-gatehouse-pre=" + value), "sign-in")
                .given());
    }

    @Test
    void oneThatWasPutBesideOursMakesBothCountNothing() {
        String planted = "__Host-gatehouse-pre=" + "p".repeat(43);
        assertFalse(
                FormToken.of(List.of(cookie(first) + "; " + planted), "sign-in").given());
        assertFalse(FormToken.of(List.of(planted, cookie(first)), "sign-in").given());
    }

    private static String cookie(FormToken token) {
        return FormToken.COOKIE + "=" + token.cookie();
    }

    private static SentForm form(String token) {
        return SentForm.of("username=ada&form_token=" + token);
    }

    private static @Nullable String setCookie(FormToken token) {
        return token.kept(Response.ok()).build().getHeaderString("Set-Cookie");
    }
}
