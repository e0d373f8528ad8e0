package dev.gatehouse.token.extauthz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireReaderTest {
    @Test
    void whatIsOfNoInterestIsPassedOver() {
        // A number, eight bytes, four bytes, then a text.
        var reader =
                new WireReader(HexFormat.of().parseHex("089601" + "110102030405060708" + "1d01020304" + "22026869"));
        for (int number = 1; number <= 3; number++) {
            assertEquals(number, reader.next().number());
        }
        assertEquals("hi", reader.next().text());
        assertEquals(false, reader.more());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08",
                "0a05",
                "0a0561",
                "0affffffff0f",
                "0affffffffffffffffff01",
                "ffffffffffffffffffffff",
                "0b",
                "0f",
                "1101",
                "1d01"
            })
    void whatIsNoMessageIsRefused(String message) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new WireReader(HexFormat.of().parseHex(message)).next());
    }
}
