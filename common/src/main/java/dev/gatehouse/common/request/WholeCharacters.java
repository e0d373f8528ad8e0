package dev.gatehouse.common.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Knows JSON with half a character in it: a surrogate without the other one, which no UTF-8 can hold (RFC 8259, section
 * 8.2), so that it would be kept, and shown to everybody, as something else than was sent. JSON is UTF-8 (section 8.1).
 */
public final class WholeCharacters {
    /** Each escape from left to right, for a backslash may be escaped itself; the group is half a character. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(u[dD][89a-fA-F]\\p{XDigit}{2})|.)",
            Pattern.DOTALL);

    private WholeCharacters() {}

    /** Whether all that is escaped in a text of JSON are whole characters. */
    public static boolean in(String json) {
        // Of most texts nothing is escaped.
        return json.indexOf('\\') < 0 || ESCAPE.matcher(json).results().noneMatch(escape -> escape.group(1) != null);
    }

    /** Whether it is UTF-8 and all in it are whole characters. */
    static boolean in(byte[] json) {
        return plain(json) || decoded(json);
    }

    /** Nearly all JSON: ASCII of which nothing is escaped. */
    private static boolean plain(byte[] json) {
        for (byte each : json) {
            if (each <= 0 || each == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A zero would be of UTF-16 or UTF-32. */
    private static boolean decoded(byte[] json) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            return text.indexOf('\u0000') < 0 && in(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
