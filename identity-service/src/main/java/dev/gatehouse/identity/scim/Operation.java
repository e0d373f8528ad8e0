package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step of a patch (RFC 7644, section 3.5.2).
 *
 * @param value null as JSON has it where none is given
 */
record Operation(Kind kind, PatchPath path, JsonNode value) {
    private static final int MOST = 1000;
    private static final String CORE = "urn:ietf:params:scim:schemas:core:";

    enum Kind {
        add,
        replace,
        remove
    }

    /**
     * Reads a patch, of which each step is about one attribute afterwards. Names of operations in capitals, and values
     * without a path whose names are paths, are what widespread clients send.
     */
    static List<Operation> read(ObjectNode body) throws ScimRefusal {
        JsonNode given = body.path("Operations");
        if (!given.isArray() || given.isEmpty() || given.size() > MOST) {
            throw ScimRefusal.syntax("Operations must be a list of 1 to " + MOST);
        }
        var operations = new ArrayList<Operation>();
        for (JsonNode each : given) {
            Kind kind = kind(each.path("op").asText());
            JsonNode value = each.has("value") ? each.get("value") : NullNode.instance;
            String path = each.path("path").asText("").strip();
            if (!path.isEmpty()) {
                addTo(operations, kind, path, value);
            } else if (kind == Kind.remove) {
                throw new ScimRefusal(400, "noTarget", "remove needs a path");
            } else if (value instanceof ObjectNode members) {
                for (var member : members.properties()) {
                    if (!Attributes.READ_ONLY.contains(member.getKey())) {
                        addTo(operations, kind, member.getKey(), member.getValue());
                    }
                }
            } else {
                throw ScimRefusal.value("without a path, the value must be an object");
            }
        }
        return operations;
    }

    private static void addTo(List<Operation> operations, Kind kind, String path, JsonNode value) throws ScimRefusal {
        // Attributes of extensions, which are not kept here.
        boolean extension =
                path.regionMatches(true, 0, "urn:", 0, 4) && !path.regionMatches(true, 0, CORE, 0, CORE.length());
        if (!extension) {
            operations.add(new Operation(kind, FilterParser.path(path), value));
        }
    }

    private static Kind kind(String op) throws ScimRefusal {
        return switch (op.toLowerCase(Locale.ROOT)) {
            case "add" -> Kind.add;
            case "replace" -> Kind.replace;
            case "remove" -> Kind.remove;
            default -> throw ScimRefusal.syntax("op must be add, replace or remove");
        };
    }
}
