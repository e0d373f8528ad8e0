package dev.gatehouse.identity.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes a stream apart into numbered lines; never holds more than one of them. Blank lines count, and are passed over. */
final class LineReader {
    private static final int LF = '\n';
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[16 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;
    private long number;

    /** @param longest bytes of a line that is still read */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** @param number from 1 */
    sealed interface Line permits Text, TooLong, NotUtf8 {
        long number();
    }

    record Text(long number, String text) implements Line {}

    record TooLong(long number) implements Line {}

    record NotUtf8(long number) implements Line {}

    /** How many lines there were so far, blank ones too. */
    long number() {
        return number;
    }

    /** Empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        while (fill()) {
            Line read = readLine();
            if (!(read instanceof Text text) || !text.text().isBlank()) {
                return Optional.of(read);
            }
        }
        return Optional.empty();
    }

    private Line readLine() throws IOException {
        number++;
        line.reset();
        long length = 0;
        while (fill()) {
            int stop = position;
            while (stop < end && buffer[stop] != LF) {
                stop++;
            }
            length += stop - position;
            if (length <= longest) {
                line.write(buffer, position, stop - position);
            }
            boolean whole = stop < end;
            position = whole ? stop + 1 : stop;
            if (whole) {
                break;
            }
        }
        return length > longest ? new TooLong(number) : decoded();
    }

    private Line decoded() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return new Text(number, text);
        } catch (CharacterCodingException e) {
            return new NotUtf8(number);
        }
    }

    private boolean fill() throws IOException {
        while (position == end) {
            int read = in.read(buffer, 0, buffer.length);
            if (read < 0) {
                return false;
            }
            position = 0;
            end = read;
        }
        return true;
    }
}
