package dev.gatehouse.suite.setup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A part of a trace, as one service has sent it.
 *
 * @param service by the name that it sends with
 * @param trace in hexadecimal digits
 * @param text all of it as Latin-1: a message of Protobuf has its texts as they are
 */
public record Span(String service, String trace, String text) {
    /**
     * Those in OTLP's messages {@code ExportTraceServiceRequest}, one after the other: by the rules of Protobuf that is one
     * message with the parts of all.
     */
    static List<Span> in(byte[] exports) {
        var spans = new ArrayList<Span>();
        for (byte[] ofResource : parts(exports, 1)) {
            String service = parts(ofResource, 1).stream()
                    .flatMap(resource -> parts(resource, 1).stream())
                    .filter(attribute -> text(attribute, 1).equals(Optional.of("service.name")))
                    .flatMap(attribute -> parts(attribute, 2).stream())
                    .flatMap(value -> text(value, 1).stream())
                    .findFirst()
                    .orElse("");
            for (byte[] ofScope : parts(ofResource, 2)) {
                for (byte[] span : parts(ofScope, 2)) {
                    String trace = HexFormat.of().formatHex(parts(span, 1).getFirst());
                    spans.add(new Span(service, trace, new String(span, StandardCharsets.ISO_8859_1)));
                }
            }
        }
        return spans;
    }

    private static Optional<String> text(byte[] message, int field) {
        return parts(message, field).stream().findFirst().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The messages, texts or bytes that {@code message} has in that field. */
    private static List<byte[]> parts(byte[] message, int field) {
        var parts = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) (tag & 7)) {
                case 0 -> varint(rest);
                case 1 -> rest.getLong();
                case 2 -> {
                    var part = new byte[(int) varint(rest)];
                    rest.get(part);
                    if (tag >>> 3 == field) {
                        parts.add(part);
                    }
                }
                case 5 -> rest.getInt();
                default -> throw new AssertionError("no message of Protobuf: wire type " + (tag & 7));
            }
        }
        return parts;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
