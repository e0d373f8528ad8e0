package dev.gatehouse.token.extauthz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message in the wire format of Protocol Buffers. */
final class WireWriter {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    WireWriter number(int field, int value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    WireWriter text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter message(int field, WireWriter message) {
        return bytes(field, message.bytes());
    }

    byte[] bytes() {
        return written.toByteArray();
    }

    private WireWriter bytes(int field, byte[] bytes) {
        varint((long) field << 3 | 2);
        varint(bytes.length);
        written.writeBytes(bytes);
        return this;
    }

    private void varint(long value) {
        long left = value;
        while (left > 0x7F) {
            written.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        written.write((int) left);
    }
}
