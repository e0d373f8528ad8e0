package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The last six digits of those in RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheStandardsCodes(long seconds, String code) {
        assertEquals(code, Totp.code(SECRET, seconds / 30));
        assertEquals(OptionalLong.of(seconds / 30), Totp.step(SECRET, code, Instant.ofEpochSecond(seconds)));
    }

    @Test
    void takesTheNeighboursButNothingFurther() {
        Instant now = Instant.ofEpochSecond(1_000_000_000);
        long step = now.getEpochSecond() / 30;
        for (long near = step - 1; near <= step + 1; near++) {
            assertEquals(OptionalLong.of(near), Totp.step(SECRET, Totp.code(SECRET, near), now));
        }
        assertTrue(Totp.step(SECRET, Totp.code(SECRET, step - 2), now).isEmpty());
        assertTrue(Totp.step(SECRET, Totp.code(SECRET, step + 2), now).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "123 456", " 1 2 3 4 5 6 "})
    void looksLikeACode(String text) {
        assertTrue(Totp.plausible(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345",
                "1234567",
                "12345a",
                "\u0661\u0662\u0663\u0664\u0665\u0666",
                "-12345",
                "abcd-efgh-ijkl-mnop"
            })
    void looksLikeNone(String text) {
        assertFalse(Totp.plausible(text));
    }

    @Test
    void theUriEscapesWhatItIsMadeOf() {
        assertEquals(
                "otpauth://totp/The%20Gate%3F:a%26b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=The%20Gate%3F&algorithm=SHA1&digits=6&period=30",
                Totp.uri("The Gate?", "a&b", SECRET));
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32(String plain, String encoded) {
        assertEquals(encoded, Base32.encode(plain.getBytes(StandardCharsets.US_ASCII)));
    }
}
