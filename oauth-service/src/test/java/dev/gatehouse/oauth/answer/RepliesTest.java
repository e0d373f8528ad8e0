package dev.gatehouse.oauth.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.request.ResponseMode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RepliesTest {
    private static final RegisteredClient CLIENT = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
    private final Replies replies;

    @Inject
    RepliesTest(Replies replies) {
        this.replies = replies;
    }

    private static Recipient recipient(String redirectUri, ResponseMode mode) {
        return new Recipient(CLIENT, redirectUri, "a&b", mode);
    }

    @Test
    void byTheAddressBesideWhatItHas() {
        String iss = "&state=a%26b&iss=http%3A%2F%2Flocalhost%3A8080";
        assertEquals(
                new Reply.Redirect("https://app.example/cb?code=c" + iss),
                replies.code(recipient("https://app.example/cb", ResponseMode.query), "c")
                        .orElseThrow());
        assertEquals(
                new Reply.Redirect("https://app.example/cb?x=1&error=e&error_description=a+b" + iss),
                replies.error(recipient("https://app.example/cb?x=1", ResponseMode.query), "e", "a b")
                        .orElseThrow());
    }

    @Test
    void byAForm() {
        assertEquals(
                new Reply.Form(
                        "https://app.example/cb", Map.of("code", "c", "state", "a&b", "iss", "http://localhost:8080")),
                replies.code(recipient("https://app.example/cb", ResponseMode.form_post), "c")
                        .orElseThrow());
    }

    /** The issuer is in it, as whoever signs it says. */
    @Test
    void byAJwt() {
        assertEquals(
                new Reply.Redirect("https://app.example/cb?response=null+client-1+%7Bcode%3Dc%2C+state%3Da%26b%7D"),
                replies.code(recipient("https://app.example/cb", ResponseMode.query_jwt), "c")
                        .orElseThrow());
        assertEquals(
                new Reply.Form(
                        "https://app.example/cb",
                        Map.of("response", "null client-1 {error=e, error_description=a b, state=a&b}")),
                replies.error(recipient("https://app.example/cb", ResponseMode.form_post_jwt), "e", "a b")
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"HS256, , ", "ES256, RSA-OAEP, A128GCM"})
    void whatCannotBeSignedOrEncryptedIsNotSaidAtAll(String alg, @Nullable String key, @Nullable String content) {
        var answers = new ClientAnswers("public", null, null, true, null, alg, null, null, null, null, key, content);
        var to = new Recipient(Fixtures.but(CLIENT, answers), "https://app.example/cb", null, ResponseMode.query_jwt);
        assertEquals(Optional.empty(), replies.code(to, "c"));
        assertEquals(Optional.empty(), replies.error(to, "e", "a b"));
    }
}
