package dev.gatehouse.common.request;

import dev.gatehouse.common.problem.Problem;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Refuses JSON with half a character in it: a surrogate without the other one, which no UTF-8 can hold (RFC 8259, section
 * 8.2), so that it would be kept, and shown to everybody, as something else than was sent. JSON is UTF-8 (section 8.1).
 */
@Provider
public class WholeCharacters implements ReaderInterceptor {
    /** Each escape from left to right, for a backslash may be escaped itself; the group is half a character. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(u[dD][89a-fA-F]\\p{XDigit}{2})|.)",
            Pattern.DOTALL);

    /** Whether all that is escaped in a text of JSON are whole characters. */
    public static boolean in(String json) {
        // Of most texts nothing is escaped.
        return json.indexOf('\\') < 0 || ESCAPE.matcher(json).results().noneMatch(escape -> escape.group(1) != null);
    }

    /** What the resource takes as a text or a stream, it reads itself. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        boolean readHere = context.getType() != String.class && context.getType() != InputStream.class;
        if (readHere && json(context.getMediaType())) {
            byte[] body = context.getInputStream().readAllBytes();
            if (!whole(body)) {
                throw new BadRequestException(
                        Problem.of(400, "malformed_json", "The body is not UTF-8, or has half a character in it.")
                                .response());
            }
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    /** A zero would be of UTF-16 or UTF-32. */
    static boolean whole(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.indexOf('\u0000') < 0 && in(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean json(MediaType type) {
        String subtype = type.getSubtype();
        return subtype.equalsIgnoreCase("json")
                || subtype.toLowerCase(java.util.Locale.ROOT).endsWith("+json");
    }
}
