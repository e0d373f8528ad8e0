package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The secrets in which Helm keeps what it has released: it sends them in Kubernetes' protobuf, and reads JSON as well. */
final class ReleaseSecret {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReleaseSecret() {}

    /** Whether a body is one. */
    static boolean is(byte[] body) {
        return body.length > MAGIC.length
                && ByteBuffer.wrap(body, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** As JSON: metadata with name and labels, type and data. */
    static ObjectNode read(byte[] body) {
        ByteBuffer unknown = ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length);
        ByteBuffer secret = of(fields(unknown), 2).getFirst();
        List<Field> fields = fields(secret);
        ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        List<Field> metadata = fields(of(fields, 1).getFirst());
        ObjectNode named =
                object.putObject("metadata").put("name", text(of(metadata, 1).getFirst()));
        ObjectNode labels = named.putObject("labels");
        entries(metadata, 11).forEach(entry -> labels.put(text(entry.key), text(entry.value)));
        ObjectNode data = object.put("type", text(of(fields, 3).getFirst())).putObject("data");
        entries(fields, 2)
                .forEach(entry -> data.put(text(entry.key), Base64.getEncoder().encodeToString(bytes(entry.value))));
        return object;
    }

    private static List<Entry> entries(List<Field> fields, int number) {
        return of(fields, number).stream()
                .map(ReleaseSecret::fields)
                .map(entry -> new Entry(of(entry, 1).getFirst(), of(entry, 2).getFirst()))
                .toList();
    }

    private static List<ByteBuffer> of(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(field -> field.content.duplicate())
                .toList();
    }

    private static List<Field> fields(ByteBuffer message) {
        var fields = new ArrayList<Field>();
        while (message.hasRemaining()) {
            int tag = (int) varint(message);
            if ((tag & 7) == 0) {
                varint(message);
                continue;
            }
            int length = (int) varint(message);
            fields.add(new Field(tag >>> 3, message.slice(message.position(), length)));
            message.position(message.position() + length);
        }
        return fields;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = message.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    private record Field(int number, ByteBuffer content) {}

    private record Entry(ByteBuffer key, ByteBuffer value) {}
}
