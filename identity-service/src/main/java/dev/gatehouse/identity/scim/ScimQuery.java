package dev.gatehouse.identity.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list (RFC 7644, section 3.4.2), in the address or in the body of a search.
 *
 * @param start of the first one on the page, from 1 on
 * @param count at most
 */
record ScimQuery(
        @Nullable String filter,
        @Nullable String sortBy,
        boolean descending,
        long start,
        int count,
        Selection selection) {
    private static final int USUAL = 100;
    private static final int MOST = 200;

    /** Of what the address says; null where it does not. */
    static ScimQuery of(
            @Nullable String filter,
            @Nullable String sortBy,
            @Nullable String sortOrder,
            @Nullable Long start,
            @Nullable Long count,
            Selection selection)
            throws ScimRefusal {
        return new ScimQuery(
                filter,
                sortBy,
                descending(sortOrder),
                start == null ? 1 : Math.max(1, start),
                count == null ? USUAL : Math.clamp(count, 0, MOST),
                selection);
    }

    /** Of a search's body (section 3.4.3), with names as the RFC writes them. */
    static ScimQuery of(ObjectNode body) throws ScimRefusal {
        return of(
                text(body, "filter"),
                text(body, "sortBy"),
                text(body, "sortOrder"),
                number(body, "startIndex"),
                number(body, "count"),
                Selection.of(list(body, "attributes"), list(body, "excludedAttributes")));
    }

    FilterSql.Condition condition(Map<String, Column> columns) throws ScimRefusal {
        return filter == null || filter.isBlank()
                ? FilterSql.Condition.NONE
                : FilterSql.of(FilterParser.filter(filter), columns);
    }

    /** In which order, as a beginning of SQL's {@code order by}; empty where any will do. */
    String order(Map<String, Column> columns) throws ScimRefusal {
        return sortBy == null || sortBy.isBlank() ? "" : Column.order(columns, sortBy.strip(), descending);
    }

    private static boolean descending(@Nullable String sortOrder) throws ScimRefusal {
        return switch (sortOrder == null ? "ascending" : sortOrder) {
            case "ascending" -> false;
            case "descending" -> true;
            default -> throw ScimRefusal.value("sortOrder is ascending or descending");
        };
    }

    private static @Nullable String text(ObjectNode body, String name) throws ScimRefusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ScimRefusal.value(name + " must be text");
        }
        return value.textValue();
    }

    private static @Nullable Long number(ObjectNode body, String name) throws ScimRefusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw ScimRefusal.value(name + " must be a whole number");
        }
        return value.longValue();
    }

    private static @Nullable String list(ObjectNode body, String name) throws ScimRefusal {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isArray()
                || !StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual)) {
            throw ScimRefusal.value(name + " must be a list of names");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.joining(","));
    }
}
