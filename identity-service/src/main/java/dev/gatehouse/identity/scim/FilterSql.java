package dev.gatehouse.identity.scim;

import dev.gatehouse.identity.user.Names;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes a condition of a filter; pure. Values never become part of the SQL: they are its parameters. */
final class FilterSql {
    private final Map<String, Column> columns;
    private final List<Object> parameters = new ArrayList<>();

    private FilterSql(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** @param parameters the values of {@code :p0}, {@code :p1} and so on */
    record Condition(String sql, List<Object> parameters) {
        static final Condition NONE = new Condition("true", List.of());
    }

    static Condition of(Filter filter, Map<String, Column> columns) throws ScimRefusal {
        var translation = new FilterSql(columns);
        String sql = translation.sql("", filter);
        return new Condition(sql, List.copyOf(translation.parameters));
    }

    /** @param within the attribute whose one value is meant, with a dot; empty outside of brackets */
    private String sql(String within, Filter filter) throws ScimRefusal {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> joined(within, all, " and ");
            case Filter.Or(List<Filter> any) -> joined(within, any, " or ");
            // A missing value makes no comparison true; so it makes the opposite true.
            case Filter.Not(Filter inner) -> "not coalesce(" + sql(within, inner) + ", false)";
            case Filter.OfOne(String attribute, Filter inner) -> sql(attribute + ".", inner);
            case Filter.Present(String attribute) -> present(column(within + attribute));
            case Filter.Compare(String attribute, Filter.Op op, Filter.Value value) ->
                compare(column(within + attribute), op, value);
        };
    }

    private String joined(String within, List<Filter> filters, String word) throws ScimRefusal {
        var parts = new ArrayList<String>();
        for (Filter filter : filters) {
            parts.add(sql(within, filter));
        }
        return parts.stream().collect(Collectors.joining(word, "(", ")"));
    }

    private Column column(String attribute) throws ScimRefusal {
        Column column = columns.get(attribute);
        if (column == null) {
            throw ScimRefusal.filter(attribute + " is not an attribute that can be filtered by");
        }
        return column;
    }

    private static String present(Column column) throws ScimRefusal {
        if (column.kind() == Column.Kind.SET) {
            throw ScimRefusal.filter("of groups and members, only eq with an id is known");
        }
        return "(" + column.sql() + ") is not null";
    }

    private String compare(Column column, Filter.Op op, Filter.Value value) throws ScimRefusal {
        if (value instanceof Filter.Null()) {
            return switch (op) {
                case eq -> "not (" + present(column) + ")";
                case ne -> present(column);
                default -> throw ScimRefusal.filter("null has no order");
            };
        }
        return switch (column.kind()) {
            case NAME -> text(column.sql(), op, Names.key(string(value)));
            case USER_NAME -> userName(column, op, Names.key(string(value)));
            case EXACT -> text(column.sql(), op, string(value).replace('\u0000', '\uFFFD'));
            case BOOL -> bool(column, op, value);
            case TIME -> column.sql() + order(op) + parameter(time(string(value)));
            case ID -> id(column, op, string(value));
            case SET -> {
                if (op != Filter.Op.eq) {
                    throw ScimRefusal.filter("of groups and members, only eq with an id is known");
                }
                yield uuid(string(value)).isEmpty()
                        ? "false"
                        : column.sql()
                                .replace("?", parameter(uuid(string(value)).getFirst()));
            }
        };
    }

    /** Equality so that the indexes of both names serve. */
    private String userName(Column column, Filter.Op op, String key) throws ScimRefusal {
        if (op != Filter.Op.eq) {
            return text(column.sql(), op, key);
        }
        String value = parameter(key);
        return "(u.provisioned_name_key = " + value + " or u.username_key = " + value
                + " and u.provisioned_name_key is null)";
    }

    private String text(String sql, Filter.Op op, String text) throws ScimRefusal {
        String value = "cast(" + parameter(text) + " as text)";
        return switch (op) {
            case ne -> sql + " is distinct from " + value;
            case co -> "strpos(" + sql + ", " + value + ") > 0";
            case sw -> "starts_with(" + sql + ", " + value + ")";
            case ew -> "right(" + sql + ", length(" + value + ")) = " + value;
            default -> sql + order(op) + value;
        };
    }

    private String bool(Column column, Filter.Op op, Filter.Value value) throws ScimRefusal {
        boolean wanted = switch (value) {
            case Filter.Bool(boolean plain) -> plain;
            case Filter.Text(String text) when text.equalsIgnoreCase("true") -> true;
            case Filter.Text(String text) when text.equalsIgnoreCase("false") -> false;
            default -> throw ScimRefusal.filter("true or false is expected");
        };
        return switch (op) {
            case eq -> column.sql() + " = " + parameter(wanted);
            case ne -> column.sql() + " <> " + parameter(wanted);
            default -> throw ScimRefusal.filter("true and false have no order");
        };
    }

    private String id(Column column, Filter.Op op, String text) throws ScimRefusal {
        return switch (op) {
            case eq ->
                uuid(text).isEmpty()
                        ? "false"
                        : column.sql() + " = " + parameter(uuid(text).getFirst());
            case ne ->
                uuid(text).isEmpty()
                        ? "true"
                        : column.sql() + " <> " + parameter(uuid(text).getFirst());
            default -> throw ScimRefusal.filter("ids have no order");
        };
    }

    /** None where the text is no id: nothing has it. */
    private static List<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? List.of(UUID.fromString(text))
                : List.of();
    }

    private static String order(Filter.Op op) throws ScimRefusal {
        return switch (op) {
            case eq -> " = ";
            case ne -> " <> ";
            case gt -> " > ";
            case ge -> " >= ";
            case lt -> " < ";
            case le -> " <= ";
            case co, sw, ew -> throw ScimRefusal.filter(op + " is for text");
        };
    }

    private static String string(Filter.Value value) throws ScimRefusal {
        if (value instanceof Filter.Text(String text)) {
            return text;
        }
        throw ScimRefusal.filter("text in quotes is expected");
    }

    private static Instant time(String text) throws ScimRefusal {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ScimRefusal.filter(text + " is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private String parameter(Object value) {
        parameters.add(value);
        return ":p" + (parameters.size() - 1);
    }
}
