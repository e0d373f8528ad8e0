package dev.gatehouse.common.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.oauth.PresentedClient.Presented;
import dev.gatehouse.common.oauth.PresentedClient.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresentedClientTest {
    @Test
    void readsBasicAsForms() {
        var read = assertInstanceOf(Presented.class, PresentedClient.read(List.of(basic("a%3Ab:s+1")), form("")));
        assertEquals(new Presented("a:b", "s 1", AuthMethod.client_secret_basic), read);
        assertEquals(new Presented("a", null, AuthMethod.none), PresentedClient.read(List.of(), form("client_id=a")));
        assertEquals(
                new Presented("a", "b", AuthMethod.client_secret_post),
                PresentedClient.read(List.of(), form("client_id=a&client_secret=b")));
    }

    @Test
    void refusesUnclearClients() {
        assertEquals("invalid_request", unreadable(basic("a:b"), "client_secret=b"));
        assertEquals("invalid_request", unreadable(basic("a:b"), "client_id=c"));
        assertEquals("invalid_client", unreadable(basic("no colon"), ""));
        assertEquals("invalid_client", unreadable(basic("a:%zz"), ""));
        assertEquals("invalid_client", unreadable("Basic *", ""));
        assertEquals("invalid_client", unreadable("Bearer x", ""));
        assertEquals("invalid_client", unreadable(null, ""));
    }

    @Test
    void refusesTwoHeadersThoughTheyAreAlike() {
        var read = PresentedClient.read(List.of(basic("a:b"), basic("a:b")), form(""));
        assertEquals(
                "invalid_request",
                assertInstanceOf(Unreadable.class, read).answer().error());
    }

    @Test
    void anAssertionSaysWhichClientItIsOf() {
        String jwt = jwt("{\"sub\":\"a\",\"iss\":\"a\"}");
        var expected = new Presented("a", null, AuthMethod.none, jwt);
        assertEquals(expected, PresentedClient.read(List.of(), form(asserted(jwt))));
        assertEquals(expected, PresentedClient.read(List.of(), form(asserted(jwt) + "&client_id=a")));
        assertFalse(expected.toString().contains(jwt));
    }

    @Test
    void anAssertionThatIsUnclearIsNone() {
        String jwt = jwt("{\"sub\":\"a\"}");
        assertEquals("invalid_request", unreadable(basic("a:b"), asserted(jwt)));
        assertEquals("invalid_request", unreadable(null, asserted(jwt) + "&client_secret=b"));
        assertEquals("invalid_client", unreadable(null, asserted(jwt) + "&client_id=b"));
        assertEquals("invalid_client", unreadable(null, "client_id=a&client_assertion=" + jwt));
        for (String none :
                List.of("", "a.b", "..", "a.!.c", jwt("[]"), jwt("{}"), jwt("{\"sub\":1}"), jwt("{\"sub\":\"\"}"))) {
            assertEquals("invalid_client", unreadable(null, asserted(none)), none);
        }
        assertEquals("invalid_client", unreadable(null, asserted(jwt + "x".repeat(9000))));
    }

    private static String asserted(String jwt) {
        return "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + jwt;
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".AA";
    }

    @Test
    void theSecretStaysOutOfText() {
        assertFalse(PresentedClient.read(List.of(), form("client_id=a&client_secret=hidden"))
                .toString()
                .contains("hidden"));
    }

    private static String unreadable(@Nullable String authorization, String form) {
        return assertInstanceOf(
                        Unreadable.class,
                        PresentedClient.read(authorization == null ? List.of() : List.of(authorization), form(form)))
                .answer()
                .error();
    }

    private static FormParameters form(String text) {
        return FormParameters.parse(text);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
