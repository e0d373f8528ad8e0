package dev.gatehouse.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What connections say, and which answers they take. */
class DialogueTest {
    @Test
    void requestsGoRound() {
        var dialogue = new Repeated(List.of(bytes("a"), bytes("b")), 3, "");
        assertEquals("b", text(dialogue.next()));
        assertEquals("a", text(dialogue.next()));
        assertEquals("b", text(dialogue.next()));
    }

    @Test
    void anAnswerSaysWhatIsExpected() {
        var dialogue = new Repeated(List.of(bytes("a")), 0, "\"active\":true");
        assertTrue(dialogue.accepts(answer(200, "{\"active\":true}")));
        assertFalse(dialogue.accepts(answer(200, "{\"active\":false}")));
        assertFalse(dialogue.accepts(answer(200, "")));
        assertFalse(dialogue.accepts(answer(401, "{\"active\":true}")));
    }

    @Test
    void aRequestThatChangesIsAskedForEachTime() {
        var requests = List.of("a", "b").iterator();
        var dialogue = new Anew(() -> bytes(requests.next()), "access_token");
        assertEquals("a", text(dialogue.next()));
        assertEquals("b", text(dialogue.next()));
        assertTrue(dialogue.accepts(answer(200, "{\"access_token\":\"a\"}")));
        assertFalse(dialogue.accepts(answer(200, "{}")));
        assertFalse(dialogue.accepts(answer(503, "{\"access_token\":\"a\"}")));
    }

    @Test
    void theNextRefreshHasTheTokenOfTheLast() {
        var dialogue = new Refreshing(DialogueTest::bytes, "first");
        assertEquals("first", text(dialogue.next()));
        assertTrue(dialogue.accepts(answer(200, "{\"refresh_token\" : \"second\", \"scope\":\"openid\"}")));
        assertEquals("second", text(dialogue.next()));
    }

    @Test
    void aTokenThatDoesNotRotateIsAFailure() {
        var dialogue = new Refreshing(DialogueTest::bytes, "first");
        assertFalse(dialogue.accepts(answer(200, "{\"refresh_token\":\"first\"}")));
        assertFalse(dialogue.accepts(answer(200, "{}")));
        assertFalse(dialogue.accepts(answer(400, "{\"refresh_token\":\"second\"}")));
    }

    @Test
    void aCodeIsAskedForAndThenExchangedWhichCounts() {
        var dialogue = new Exchanging(bytes("authorize"), code -> bytes("exchange " + code));
        assertEquals("authorize", text(dialogue.next()));
        assertTrue(dialogue.accepts(new Answer(302, false, "https://app.example/cb?state=s&code=a%2Bb", bytes(""))));
        assertFalse(dialogue.counts());
        assertEquals("exchange a+b", text(dialogue.next()));
        assertTrue(dialogue.accepts(answer(200, "{\"refresh_token\":\"r\"}")));
        assertTrue(dialogue.counts());
        assertEquals("authorize", text(dialogue.next()));
    }

    @Test
    void anErrorInPlaceOfACodeOrOfTokensIsAFailure() {
        var dialogue = new Exchanging(bytes("authorize"), code -> bytes("exchange " + code));
        assertFalse(dialogue.accepts(answer(200, "a page")));
        assertFalse(dialogue.accepts(new Answer(302, false, "https://app.example/cb?error=x", bytes(""))));
        assertTrue(dialogue.accepts(new Answer(302, false, "https://app.example/cb?code=c", bytes(""))));
        assertFalse(dialogue.accepts(answer(400, "{\"error\":\"invalid_grant\"}")));
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, false, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
