package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.user.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies a patch to a user as JSON (RFC 7644, section 3.5.2); pure. */
final class UserPatch {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UserPatch() {}

    /** Changes {@code user}, whose names are canonical. */
    static void apply(ObjectNode user, List<Operation> operations) throws ScimRefusal {
        for (Operation operation : operations) {
            apply(user, operation);
        }
    }

    private static void apply(ObjectNode user, Operation operation) throws ScimRefusal {
        PatchPath path = operation.path();
        String attribute = Attributes.canonical(path.attribute());
        if (Attributes.READ_ONLY.contains(attribute)) {
            throw new ScimRefusal(400, "mutability", attribute + " cannot be changed here");
        }
        if (Attributes.NOT_KEPT.contains(attribute)) {
            return;
        }
        String sub = path.sub() == null ? null : Attributes.canonical(path.sub());
        if (sub != null && !Attributes.PARTS.contains(sub)) {
            throw ScimRefusal.path("there is no attribute " + attribute + "." + sub);
        }
        boolean remove =
                operation.kind() == Operation.Kind.remove || operation.value().isNull();
        if (Attributes.MULTIPLE.contains(attribute)) {
            multiple(user, attribute, path.filter(), sub, operation, remove);
            return;
        }
        if (path.filter() != null) {
            throw ScimRefusal.path(attribute + " has one value");
        }
        if (attribute.equals("name")) {
            name(user, sub, operation.value(), remove);
        } else if (Attributes.PLAIN.contains(attribute) && sub == null) {
            set(user, attribute, remove ? null : operation.value());
        } else {
            throw ScimRefusal.path("there is no attribute " + attribute);
        }
        if (attribute.equals("displayName") && !remove) {
            // Here it is the same as the formatted name, which must not bring the former back.
            ((ObjectNode) user.withObject("/name")).remove("formatted");
        }
    }

    private static void name(ObjectNode user, @Nullable String sub, JsonNode value, boolean remove) throws ScimRefusal {
        boolean formatted = "formatted".equals(sub) || (sub == null && (remove || value.has("formatted")));
        if (formatted) {
            user.remove("displayName");
        }
        if (sub != null) {
            set(user.withObject("/name"), sub, remove ? null : value);
        } else if (remove) {
            user.remove("name");
        } else if (value instanceof ObjectNode parts) {
            user.withObject("/name").setAll(parts);
        } else {
            throw ScimRefusal.value("name must be an object");
        }
    }

    private static void multiple(
            ObjectNode user,
            String attribute,
            @Nullable Filter filter,
            @Nullable String sub,
            Operation operation,
            boolean remove)
            throws ScimRefusal {
        ArrayNode values = user.withArray(attribute);
        if (filter == null && sub == null) {
            if (remove || operation.kind() == Operation.Kind.replace) {
                values.removeAll();
            }
            if (!remove) {
                add(values, operation.value());
            }
            return;
        }
        List<ObjectNode> chosen = chosen(values, filter);
        if (remove) {
            for (ObjectNode value : chosen) {
                if (sub == null) {
                    values.remove(index(values, value));
                } else {
                    value.remove(sub);
                }
            }
            return;
        }
        if (chosen.isEmpty()) {
            // Widespread clients expect that a value which is told by its type is made where there is none.
            ObjectNode made = JSON.objectNode();
            if (!describe(filter, made)) {
                throw new ScimRefusal(400, "noTarget", "no value of " + attribute + " is like that");
            }
            values.add(made);
            chosen = List.of(made);
        }
        for (ObjectNode value : chosen) {
            if (sub != null) {
                value.set(sub, operation.value());
            } else if (operation.value() instanceof ObjectNode parts) {
                value.setAll(parts);
            } else {
                throw ScimRefusal.value(attribute + " has objects as values");
            }
        }
    }

    private static void add(ArrayNode values, JsonNode added) throws ScimRefusal {
        for (JsonNode value : added.isArray() ? added : JSON.arrayNode().add(added)) {
            if (!(value instanceof ObjectNode object)) {
                throw ScimRefusal.value("values with parts are objects");
            }
            if (object.path("primary").asBoolean()) {
                values.forEach(other -> ((ObjectNode) other).put("primary", false));
            }
            values.add(object);
        }
    }

    private static List<ObjectNode> chosen(ArrayNode values, @Nullable Filter filter) throws ScimRefusal {
        var chosen = new ArrayList<ObjectNode>();
        for (JsonNode value : values) {
            if (value instanceof ObjectNode object && (filter == null || matches(filter, object))) {
                chosen.add(object);
            }
        }
        return chosen;
    }

    private static int index(ArrayNode values, ObjectNode value) {
        int index = 0;
        while (values.get(index) != value) {
            index++;
        }
        return index;
    }

    /** Makes a value such as the filter asks for; false where it does not say which. */
    private static boolean describe(@Nullable Filter filter, ObjectNode value) {
        return switch (filter) {
            case null -> true;
            case Filter.And(List<Filter> all) -> all.stream().allMatch(each -> describe(each, value));
            case Filter.Compare(String attribute, Filter.Op op, Filter.Text(String text))
            when op == Filter.Op.eq -> {
                value.put(Attributes.canonical(attribute), text);
                yield true;
            }
            case Filter.Compare(String attribute, Filter.Op op, Filter.Bool(boolean is))
            when op == Filter.Op.eq -> {
                value.put(Attributes.canonical(attribute), is);
                yield true;
            }
            default -> false;
        };
    }

    static boolean matches(Filter filter, ObjectNode value) throws ScimRefusal {
        switch (filter) {
            case Filter.And(List<Filter> all) -> {
                for (Filter each : all) {
                    if (!matches(each, value)) {
                        return false;
                    }
                }
                return true;
            }
            case Filter.Or(List<Filter> any) -> {
                for (Filter each : any) {
                    if (matches(each, value)) {
                        return true;
                    }
                }
                return false;
            }
            case Filter.Not(Filter inner) -> {
                return !matches(inner, value);
            }
            case Filter.Present(String attribute) -> {
                return value.hasNonNull(Attributes.canonical(attribute));
            }
            case Filter.Compare(String attribute, Filter.Op op, Filter.Value wanted) -> {
                return compares(value.path(Attributes.canonical(attribute)), op, wanted);
            }
            case Filter.OfOne ignored -> throw ScimRefusal.path("a filter of values has none inside");
        }
    }

    private static boolean compares(JsonNode found, Filter.Op op, Filter.Value wanted) throws ScimRefusal {
        String left = found.isMissingNode() || found.isNull() ? "" : Names.key(found.asText());
        String right = switch (wanted) {
            case Filter.Text(String text) -> Names.key(text);
            case Filter.Bool(boolean is) -> String.valueOf(is);
            case Filter.Number(var number) -> number.toPlainString();
            case Filter.Null() -> "";
        };
        return switch (op) {
            case eq -> left.equals(right);
            case ne -> !left.equals(right);
            case co -> left.contains(right);
            case sw -> left.startsWith(right);
            case ew -> left.endsWith(right);
            case gt, ge, lt, le -> throw ScimRefusal.path("values of a patch are not told by their order");
        };
    }

    private static void set(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }
}
