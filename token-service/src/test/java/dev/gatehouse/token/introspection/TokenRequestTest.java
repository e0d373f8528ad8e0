package dev.gatehouse.token.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.oauth.PresentedClient.Presented;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenRequestTest {
    @Test
    void aClientPresentsItselfByHeaderOrByForm() {
        assertEquals(
                about("t", "a b", "s:%+", AuthMethod.client_secret_basic),
                TokenRequest.read("token=t", List.of(basic("a+b:s%3A%25%2B"))));
        assertEquals(
                about("t", "app", "x", AuthMethod.client_secret_post),
                TokenRequest.read("client_id=app&token=t&client_secret=x", List.of()));
        assertEquals(
                about("t", "app", null, AuthMethod.none),
                TokenRequest.read("client_id=app&token=t&token_type_hint=any", List.of()));
        assertEquals(about("t", "app", null, AuthMethod.none), TokenRequest.read("token=t", List.of(basic("app:"))));
    }

    @Test
    void whatIsMissingRepeatedOrMalformedIsNamed() {
        assertEquals("invalid_request", error("client_id=app", null));
        assertEquals("invalid_request", error("client_id=app&token=", null));
        assertEquals("invalid_request", error("client_id=app&token=a&token=b", null));
        assertEquals("invalid_request", error("client_id=app&token=%zz", null));
        assertEquals("invalid_request", error("token=a&client_secret=x", basic("app:x")));
        assertEquals("invalid_request", error("token=a&client_id=other", basic("app:x")));
        assertEquals("invalid_client", error("token=a", null));
        assertEquals("invalid_client", error(null, null));
        assertEquals("invalid_client", error("token=a", "Bearer x"));
        assertEquals("invalid_client", error("token=a", "Basic !"));
        assertEquals("invalid_client", error("token=a", basic("a%zz:x")));
        assertEquals("invalid_client", error("token=a&client_id=" + "x".repeat(513), null));
    }

    @Test
    void secretsStayOutOfText() {
        assertFalse(TokenRequest.read("token=hidden&client_id=a&client_secret=hidden", List.of())
                .toString()
                .contains("hidden"));
    }

    private static TokenRequest.Reading about(String token, String client, @Nullable String secret, AuthMethod method) {
        return new TokenRequest.About(token, new Presented(client, secret, method));
    }

    private static String error(@Nullable String body, @Nullable String authorization) {
        return switch (TokenRequest.read(body, authorization == null ? List.of() : List.of(authorization))) {
            case TokenRequest.Unreadable(OAuthError answer) -> answer.error();
            case TokenRequest.About about -> throw new AssertionError(about.toString());
        };
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
