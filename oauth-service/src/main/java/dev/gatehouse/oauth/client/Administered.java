package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What administrators have changed of a client that describes itself, and so holds whatever it says from then on; pure. Noted
 * are, by member, those parts of a list, or of the scope, that it is not to have again; of any other that it stays as it is.
 */
public final class Administered {
    private static final String SCOPE = "scope";
    private static final String PKCE = "require_pkce";
    /** Of which whoever says nothing has something. */
    private static final Set<String> BY_DEFAULT = Set.of(SCOPE, "grant_types");

    /** Of a number it says nothing how it was read. */
    private static final Comparator<JsonNode> BY_VALUE =
            (one, other) -> one.isIntegralNumber() && other.isIntegralNumber()
                    ? one.bigIntegerValue().compareTo(other.bigIntegerValue())
                    : one.equals(other) ? 0 : 1;

    private Administered() {}

    /**
     * What holds after another change.
     *
     * @param before what held until then; null for nothing
     * @param was the client's members
     * @param is the same after the change
     * @param registered all the scope that the client could give itself
     */
    static @Nullable JsonObject after(@Nullable JsonObject before, ObjectNode was, ObjectNode is, Scope registered) {
        Map<String, Object> holds = new HashMap<>(before == null ? Map.of() : before.members());
        Set<String> names = new LinkedHashSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> Objects.equals(was.get(name), is.get(name)));
        for (String name : names) {
            if (inParts(name, was, is)) {
                Set<String> taken = taken(holds.get(name));
                taken.addAll(parts(was.path(name)));
                if (name.equals(SCOPE)) {
                    taken.addAll(registered.tokens());
                }
                taken.removeAll(parts(is.path(name)));
                holds.put(name, List.copyOf(taken));
            } else {
                holds.put(name, true);
            }
        }
        // Without it a client may go on as before, and is welcome to do more.
        if (!is.path(PKCE).asBoolean()) {
            holds.remove(PKCE);
        }
        holds.values().removeIf(kept -> kept instanceof List<?> taken && taken.isEmpty());
        return holds.isEmpty() ? null : new JsonObject(Map.copyOf(holds));
    }

    /**
     * @param said with what holds in place of what it leaves out, or would have otherwise
     * @param wrong what it would have otherwise
     */
    public record Held(ObjectNode said, List<Violation> wrong) {}

    /** What {@code said} comes to. @param is the client's members now */
    public static Held hold(ObjectNode said, ObjectNode is, @Nullable JsonObject holds) {
        if (holds == null) {
            return new Held(said, List.of());
        }
        ObjectNode held = said.deepCopy();
        var wrong = new ArrayList<Violation>();
        for (var entry : holds.members().entrySet()) {
            String name = entry.getKey();
            JsonNode asked = said.path(name);
            boolean there = !asked.isMissingNode() && !asked.isNull();
            if (entry.getValue() instanceof List<?>) {
                Set<String> taken = taken(entry.getValue());
                if (there && parts(asked).stream().anyMatch(taken::contains)) {
                    wrong.add(new Violation(name, "has what an administrator has taken from it: " + taken));
                    within(name, taken, asked, held);
                } else if (!there && BY_DEFAULT.contains(name)) {
                    stays(name, is, held);
                }
            } else if (!there || !asked.equals(BY_VALUE, is.path(name))) {
                if (there) {
                    wrong.add(new Violation(name, "is an administrator's to change"));
                }
                stays(name, is, held);
            }
        }
        return new Held(held, List.copyOf(wrong));
    }

    private static void stays(String name, ObjectNode is, ObjectNode held) {
        if (is.has(name)) {
            held.set(name, is.get(name));
        } else {
            held.remove(name);
        }
    }

    private static void within(String name, Set<String> taken, JsonNode asked, ObjectNode held) {
        List<String> left =
                parts(asked).stream().filter(part -> !taken.contains(part)).toList();
        if (name.equals(SCOPE)) {
            held.put(name, String.join(" ", left));
        } else {
            var parts = held.putArray(name);
            left.forEach(parts::add);
        }
    }

    private static boolean inParts(String name, ObjectNode was, ObjectNode is) {
        return name.equals(SCOPE) || was.path(name).isArray() || is.path(name).isArray();
    }

    /** Those of a list, or of the scope. */
    private static Set<String> parts(JsonNode value) {
        var parts = new LinkedHashSet<String>();
        if (value.isTextual() && !value.textValue().isEmpty()) {
            parts.addAll(List.of(value.textValue().split(" ")));
        }
        value.forEach(part -> parts.add(part.isTextual() ? part.textValue() : part.toString()));
        return parts;
    }

    private static Set<String> taken(@Nullable Object kept) {
        var taken = new TreeSet<String>();
        if (kept instanceof List<?> parts) {
            parts.forEach(part -> taken.add(String.valueOf(part)));
        }
        return taken;
    }
}
