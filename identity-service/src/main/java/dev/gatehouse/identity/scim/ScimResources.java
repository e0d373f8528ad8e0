package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.profile.EntityTag;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all resources have, and which part of one is shown; pure. */
final class ScimResources {
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    private ScimResources() {}

    static ObjectNode user(ScimUsers.Shown user) {
        return meta(
                user.json(),
                "User",
                user.account().id(),
                user.account().createdAt(),
                user.account().updatedAt(),
                user.account().version());
    }

    static ObjectNode group(ScimGroups.Shown group) {
        return meta(
                group.json(),
                "Group",
                group.group().id(),
                group.group().createdAt(),
                group.group().updatedAt(),
                group.group().version());
    }

    private static ObjectNode meta(
            ObjectNode json, String type, UUID id, Instant created, Instant modified, long version) {
        json.putObject("meta")
                .put("resourceType", type)
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("location", "/" + type + "s/" + id)
                .put("version", EntityTag.of(version));
        return json;
    }

    /**
     * The part that was asked for (RFC 7644, section 3.9).
     *
     * @param attributes names with commas between; all where there are none
     * @param excluded those that are not shown; only looked at without {@code attributes}
     */
    static ObjectNode shown(ObjectNode resource, @Nullable String attributes, @Nullable String excluded) {
        Set<String> wanted = names(attributes);
        Set<String> unwanted = names(excluded);
        ObjectNode shown = resource.deepCopy();
        if (!wanted.isEmpty()) {
            keep(shown, "", wanted);
        } else {
            unwanted.forEach(path -> drop(shown, path));
        }
        return shown;
    }

    /** Whether the attribute is to be shown; for what is dear to read. */
    static boolean asked(String attribute, @Nullable String attributes, @Nullable String excluded) {
        Set<String> wanted = names(attributes);
        return wanted.isEmpty()
                ? !names(excluded).contains(attribute)
                : wanted.stream().anyMatch(name -> name.equals(attribute) || name.startsWith(attribute + "."));
    }

    private static void keep(ObjectNode object, String within, Set<String> wanted) {
        var names = new java.util.ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String path = within + name;
            boolean part = wanted.stream().anyMatch(each -> each.startsWith(path + "."));
            if (wanted.contains(path) || (within.isEmpty() && ALWAYS.contains(name))) {
                continue;
            }
            if (!part) {
                object.remove(name);
                continue;
            }
            for (JsonNode value : object.get(name).isArray() ? object.get(name) : Set.of(object.get(name))) {
                if (value instanceof ObjectNode parts) {
                    keep(parts, path + ".", wanted);
                }
            }
        }
    }

    private static void drop(ObjectNode object, String path) {
        String[] names = path.split("\\.", 2);
        if (names.length == 1) {
            if (!ALWAYS.contains(path)) {
                object.remove(path);
            }
            return;
        }
        JsonNode inner = object.path(names[0]);
        for (JsonNode value : inner.isArray() ? inner : Set.of(inner)) {
            if (value instanceof ObjectNode parts) {
                parts.remove(names[1]);
            }
        }
    }

    private static Set<String> names(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.startsWith("urn:") ? name.substring(name.lastIndexOf(':') + 1) : name)
                        .map(name -> Arrays.stream(name.split("\\.", -1))
                                .map(Attributes::canonical)
                                .collect(Collectors.joining(".")))
                        .collect(Collectors.toSet());
    }
}
