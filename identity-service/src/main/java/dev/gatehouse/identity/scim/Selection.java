package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a resource is shown (RFC 7644, section 3.9); pure.
 *
 * @param wanted the only ones that are shown; all where there are none
 * @param unwanted those that are not shown; only looked at where none are wanted
 */
record Selection(Set<String> wanted, Set<String> unwanted) {
    static final Selection ALL = new Selection(Set.of(), Set.of());
    private static final Set<String> ALWAYS = Set.of("schemas", "id");
    private static final int LONGEST = 1000;

    /** @param attributes names with commas between, as are those that are {@code excluded} */
    static Selection of(@Nullable String attributes, @Nullable String excluded) throws ScimRefusal {
        return new Selection(names(attributes), names(excluded));
    }

    /** Whether the caller names what is to be shown. */
    boolean named() {
        return !wanted.isEmpty();
    }

    /** Whether the attribute is named as one to be shown. */
    boolean wants(String attribute) {
        return wanted.stream().anyMatch(name -> name.equals(attribute) || name.startsWith(attribute + "."));
    }

    /** Whether the attribute, which is shown by default, is to be shown. */
    boolean shows(String attribute) {
        return named() ? wants(attribute) : !unwanted.contains(attribute);
    }

    /** The part of the resource that is shown. */
    ObjectNode of(ObjectNode resource) {
        ObjectNode shown = resource.deepCopy();
        narrow(shown, "");
        return shown;
    }

    /** Leaves of one of the attribute's values what is shown of it. */
    void narrow(ObjectNode value, String attribute) {
        if (named()) {
            if (!wanted.contains(attribute)) {
                keep(value, attribute.isEmpty() ? "" : attribute + ".");
            }
            return;
        }
        String within = attribute.isEmpty() ? "" : attribute + ".";
        unwanted.stream()
                .filter(path -> path.startsWith(within))
                .forEach(path -> drop(value, path.substring(within.length())));
    }

    private void keep(ObjectNode object, String within) {
        var names = new ArrayList<String>();
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
                    keep(parts, path + ".");
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

    private static Set<String> names(@Nullable String text) throws ScimRefusal {
        if (text == null) {
            return Set.of();
        }
        if (text.length() > LONGEST) {
            throw ScimRefusal.value("the names of attributes are longer than " + LONGEST + " characters");
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith("urn:") ? name.substring(name.lastIndexOf(':') + 1) : name)
                .map(name -> Arrays.stream(name.split("\\.", -1))
                        .map(Attributes::canonical)
                        .collect(Collectors.joining(".")))
                .collect(Collectors.toSet());
    }
}
