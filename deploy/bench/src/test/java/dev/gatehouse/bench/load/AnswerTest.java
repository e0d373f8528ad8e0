package dev.gatehouse.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as they come over the wire, whole and in parts. */
class AnswerTest {
    private static final String WITH_LENGTH =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 5\r\n\r\nhello";
    private static final String IN_CHUNKS =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;note\r\n, you!\r\n0\r\n\r\n";

    @Test
    void aBodyOfAGivenLength() throws Exception {
        Answer answer = read(WITH_LENGTH).orElseThrow();
        assertEquals(200, answer.status());
        assertEquals("hello", answer.text());
        assertFalse(answer.closes());
    }

    @Test
    void whereItLeads() throws Exception {
        Answer answer =
                read("HTTP/1.1 302 Found\r\nLocation: https://app.example/cb?code=c\r\nContent-Length: 0\r\n\r\n")
                        .orElseThrow();
        assertEquals("https://app.example/cb?code=c", answer.location());
        assertEquals(null, read(WITH_LENGTH).orElseThrow().location());
    }

    @Test
    void cookiesThatAreSet() throws Exception {
        Answer answer = read("HTTP/1.1 204 No Content\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=\r\n\r\n")
                .orElseThrow();
        assertEquals(List.of("a=1", "b="), answer.cookies());
        assertEquals(List.of(), read(WITH_LENGTH).orElseThrow().cookies());
    }

    @Test
    void chunksArePutTogether() throws Exception {
        Answer answer = read(IN_CHUNKS).orElseThrow();
        assertEquals(201, answer.status());
        assertEquals("hello, you!", answer.text());
    }

    @Test
    void noBody() throws Exception {
        Answer answer =
                read("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").orElseThrow();
        assertEquals("", answer.text());
        assertTrue(answer.closes());
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, IN_CHUNKS})
    void aPartIsNoAnswerYet(String whole) throws Exception {
        for (int count = 0; count < whole.length(); count++) {
            assertTrue(read(whole.substring(0, count)).isEmpty(), "complete after " + count);
        }
    }

    @Test
    void whatIsLeftInTheBufferIsNotRead() throws Exception {
        byte[] bytes = (WITH_LENGTH + "left over").getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "hello", Answer.read(bytes, WITH_LENGTH.length()).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n\r\n"
            })
    void whatIsNoHttpIsRefused(String text) {
        assertThrows(Answer.Malformed.class, () -> read(text));
    }

    @Test
    void successBeginsWithTwo() throws Exception {
        assertTrue(read(WITH_LENGTH).orElseThrow().successful());
        assertFalse(read(WITH_LENGTH.replace("200", "302")).orElseThrow().successful());
    }

    private static Optional<Answer> read(String text) throws Answer.Malformed {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Answer.read(bytes, bytes.length);
    }
}
