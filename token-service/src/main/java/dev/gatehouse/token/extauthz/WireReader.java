package dev.gatehouse.token.extauthz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of a message in the wire format of Protocol Buffers; pure. Bounded by the message that it is given. */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private final byte[] message;
    private int at;

    WireReader(byte[] message) {
        this.message = message;
    }

    /** @param content of a field of that kind (text, bytes, a message); empty for all others */
    record Field(int number, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        WireReader message() {
            return new WireReader(content);
        }
    }

    boolean more() {
        return at < message.length;
    }

    /** @throws IllegalArgumentException where the message is not in that format */
    Field next() {
        long tag = varint();
        byte[] content = switch ((int) (tag & 7)) {
            case VARINT -> {
                varint();
                yield new byte[0];
            }
            case FIXED64 -> skipped(8);
            case FIXED32 -> skipped(4);
            case BYTES -> taken(varint());
            default -> throw new IllegalArgumentException("a field of no known kind");
        };
        return new Field((int) (tag >>> 3), content);
    }

    private byte[] skipped(int length) {
        taken(length);
        return new byte[0];
    }

    private byte[] taken(long length) {
        if (length < 0 || length > message.length - at) {
            throw new IllegalArgumentException("a field is longer than its message");
        }
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(message, from, at);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= message.length) {
                throw new IllegalArgumentException("the message ends within a number");
            }
            byte each = message[at++];
            value |= (long) (each & 0x7F) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
