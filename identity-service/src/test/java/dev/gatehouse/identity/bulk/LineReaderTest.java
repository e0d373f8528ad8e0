package dev.gatehouse.identity.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.identity.bulk.LineReader.Line;
import dev.gatehouse.identity.bulk.LineReader.NotUtf8;
import dev.gatehouse.identity.bulk.LineReader.Text;
import dev.gatehouse.identity.bulk.LineReader.TooLong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int LONGEST = 64 * 1024;

    @Test
    void blankLinesCountAndArePassedOver() throws IOException {
        assertEquals(
                List.of(new Text(1, "a"), new Text(4, "b\r"), new Text(6, "c")), lines(bytes("a\n\n  \r\nb\r\n\nc")));
        assertEquals(List.of(), lines(bytes("")));
        assertEquals(List.of(), lines(bytes("\n\n")));
    }

    @Test
    void aLineMayHaveItsLengthAndNotOneByteMore() throws IOException {
        String longest = "x".repeat(LONGEST);
        assertEquals(
                List.of(new Text(1, longest), new TooLong(2), new Text(3, "y")),
                lines(bytes(longest + "\n" + longest + "x\ny\n")));
        assertEquals(List.of(new TooLong(1)), lines(bytes(longest.repeat(5))));
    }

    @Test
    void whatIsNotUtf8IsToldAndTheRestGoesOn() throws IOException {
        byte[] lines = bytes("a\n?\nb");
        lines[2] = (byte) 0xC3;
        assertEquals(List.of(new Text(1, "a"), new NotUtf8(2), new Text(3, "b")), lines(lines));
    }

    @Test
    void aStreamMayComeByteByByte() throws IOException {
        var slow = new ByteArrayInputStream(bytes("ä\nb")) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(1, length));
            }
        };
        assertEquals(List.of(new Text(1, "ä"), new Text(2, "b")), lines(slow));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Line> lines(byte[] bytes) throws IOException {
        return lines(new ByteArrayInputStream(bytes));
    }

    private static List<Line> lines(InputStream in) throws IOException {
        var reader = new LineReader(in, LONGEST);
        var lines = new ArrayList<Line>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }
}
