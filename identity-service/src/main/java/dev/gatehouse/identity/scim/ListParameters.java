package dev.gatehouse.identity.scim;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What the address of a list may say (RFC 7644, section 3.4.2). */
public record ListParameters(
        @QueryParam("filter") @Nullable String filter,
        @QueryParam("sortBy") @Nullable String sortBy,
        @QueryParam("sortOrder") @Nullable String sortOrder,
        @QueryParam("startIndex") @Nullable String startIndex,
        @QueryParam("count") @Nullable String count,
        @QueryParam("attributes") @Nullable String attributes,
        @QueryParam("excludedAttributes") @Nullable String excluded) {
    ScimQuery query() throws ScimRefusal {
        return ScimQuery.of(
                filter,
                sortBy,
                sortOrder,
                number("startIndex", startIndex),
                number("count", count),
                Selection.of(attributes, excluded));
    }

    private static @Nullable Long number(String name, @Nullable String value) throws ScimRefusal {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw ScimRefusal.value(name + " must be a whole number");
        }
    }
}
