package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * The members of a group as a value of its JSON, read while they are written, some at a time: a group of any size takes the
 * same memory. Who comes or goes meanwhile may be shown or not; the group's version, which was read before, tells.
 */
record Members(Pages pages, Selection selection) implements JsonSerializable {
    static final int AT_ONCE = 1000;
    private static final UUID FIRST = new UUID(0, 0);

    /** Members in the order of their ids. */
    interface Pages {
        List<Group.Member> after(UUID id, int limit);
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
        out.writeStartArray();
        List<Group.Member> page = pages.after(FIRST, AT_ONCE);
        while (!page.isEmpty()) {
            for (Group.Member member : page) {
                shown(member).serialize(out, serializers);
            }
            page = page.size() < AT_ONCE
                    ? List.of()
                    : pages.after(page.getLast().id(), AT_ONCE);
        }
        out.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(out, serializers);
    }

    private ObjectNode shown(Group.Member member) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("value", member.id().toString())
                .put("display", member.name())
                .put("type", "User");
        selection.narrow(json, "members");
        return json;
    }
}
