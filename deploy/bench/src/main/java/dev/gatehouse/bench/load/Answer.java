package dev.gatehouse.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 answer (RFC 9112).
 *
 * @param closes whether the server ends the connection after it
 * @param location where it leads; null where it does not
 * @param cookies that it sets, each as its name, {@code =} and its value
 * @param body without the framing of chunks
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record Answer(int status, boolean closes, @Nullable String location, List<String> cookies, byte[] body) {
    /** One that leads nowhere, and sets nothing. */
    public Answer(int status, boolean closes, byte[] body) {
        this(status, closes, null, body);
    }

    /** One that sets no cookies. */
    public Answer(int status, boolean closes, @Nullable String location, byte[] body) {
        this(status, closes, location, List.of(), body);
    }

    private static final byte[] NONE = {};
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** What is no HTTP/1.1, or not of the part of it that is read here. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * What the header section says of the rest.
     *
     * @param length of the body; -1 where none is given
     */
    private record Head(
            int end,
            int status,
            boolean closes,
            @Nullable String location,
            List<String> cookies,
            int length,
            boolean chunked) {
        Answer with(byte[] body) {
            return new Answer(status, closes, location, cookies, body);
        }
    }

    /** The answer that begins {@code bytes}; empty where its end is not among the first {@code count}. */
    public static Optional<Answer> read(byte[] bytes, int count) throws Malformed {
        int end = endOfHead(bytes, count);
        if (end < 0) {
            return Optional.empty();
        }
        Head head = head(bytes, end);
        if (head.chunked) {
            return chunked(bytes, count, head);
        }
        if (head.status == 204 || head.status == 304) {
            return Optional.of(head.with(NONE));
        }
        if (head.length < 0) {
            throw new Malformed("the body has neither a length nor chunks");
        }
        return count - end < head.length
                ? Optional.empty()
                : Optional.of(head.with(Arrays.copyOfRange(bytes, end, end + head.length)));
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static int endOfHead(byte[] bytes, int count) {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static Head head(byte[] bytes, int end) throws Malformed {
        if (!isAt(bytes, 0, end, "http/1.1 ") || end < STATUS_AT + 3) {
            throw new Malformed("no status line");
        }
        int status = decimal(bytes, STATUS_AT, STATUS_AT + 3);
        boolean closes = false;
        boolean chunked = false;
        String location = null;
        List<String> cookies = List.of();
        int length = -1;
        int line = nextLine(bytes, 0);
        while (line < end - 2) {
            int next = nextLine(bytes, line);
            if (isAt(bytes, line, end, "content-length:")) {
                length = decimal(bytes, line + "content-length:".length(), next);
            } else if (isAt(bytes, line, end, "transfer-encoding: chunked")) {
                chunked = true;
            } else if (isAt(bytes, line, end, "location:")) {
                location = value(bytes, line + "location:".length(), next);
            } else if (isAt(bytes, line, end, "set-cookie:")) {
                cookies = cookies.isEmpty() ? new ArrayList<>() : cookies;
                cookies.add(value(bytes, line + "set-cookie:".length(), next).split(";", 2)[0]);
            } else if (isAt(bytes, line, end, "connection: close")) {
                closes = true;
            }
            line = next;
        }
        return new Head(end, status, closes, location, cookies, length, chunked);
    }

    private static String value(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
    }

    private static Optional<Answer> chunked(byte[] bytes, int count, Head head) throws Malformed {
        byte[] body = new byte[count - head.end];
        int filled = 0;
        int at = head.end;
        while (true) {
            int data = endOfLine(bytes, at, count);
            if (data < 0) {
                return Optional.empty();
            }
            int size = hexadecimal(bytes, at, data);
            // Each chunk ends with a line break; the last one is empty. Trailers are not read here.
            if (count - data < size + 2) {
                return Optional.empty();
            }
            if (bytes[data + size] != '\r') {
                throw new Malformed("a chunk does not end where it says");
            }
            if (size == 0) {
                return Optional.of(head.with(Arrays.copyOf(body, filled)));
            }
            System.arraycopy(bytes, data, body, filled, size);
            filled += size;
            at = data + size + 2;
        }
    }

    /** The start of the next line, -1 where it is not there yet. */
    private static int endOfLine(byte[] bytes, int from, int count) {
        for (int i = from; i < count; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int nextLine(byte[] bytes, int from) {
        int i = from;
        while (bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Whether {@code text}, in lower case, is there in any case. */
    private static boolean isAt(byte[] bytes, int from, int end, String text) {
        if (end - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int letter = bytes[from + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int decimal(byte[] bytes, int from, int to) throws Malformed {
        return number(bytes, from, to, 10);
    }

    private static int hexadecimal(byte[] bytes, int from, int to) throws Malformed {
        return number(bytes, from, to, 16);
    }

    private static int number(byte[] bytes, int from, int to, int radix) throws Malformed {
        int value = 0;
        boolean any = false;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit >= 0) {
                any = true;
                value = Math.addExact(Math.multiplyExact(value, radix), digit);
            } else if (any) {
                break;
            } else if (bytes[i] != ' ') {
                throw new Malformed("not a number");
            }
        }
        if (!any) {
            throw new Malformed("not a number");
        }
        return value;
    }
}
