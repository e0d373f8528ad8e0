package dev.gatehouse.common.request;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeCharactersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"Zo\u00EB \uD83D\uDE00\"}",
                "\"\\ud83d\\ude00\"",
                "\"\\uD83D\\uDE00\\uD83D\\uDE00\"",
                "\"\\\\ud83d\"",
                "\"\\u00eb \\ud7ff \\ue000\"",
                "\"\\u12\"",
                "\"\\"
            })
    void wholeOnesAreTaken(String json) {
        assertTrue(WholeCharacters.in(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\uDC00\"",
                "\"b\\uD83Db@example.org\"",
                "\"\\ude00\\ud83d\"",
                "\"\\ud83d\\ud83d\\ude00\"",
                "\"\\ud83d \\ude00\"",
                "\"\\\\\\ud83d\"",
                "{\"\\uDFFF\":1}"
            })
    void halfOnesAreNot(String json) {
        assertFalse(WholeCharacters.in(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNotUtf8IsNot() {
        assertFalse(WholeCharacters.in(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}));
        assertFalse(WholeCharacters.in("{\"name\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_16LE)));
    }
}
