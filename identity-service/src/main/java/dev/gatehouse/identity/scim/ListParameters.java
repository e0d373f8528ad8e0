package dev.gatehouse.identity.scim;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What the address of a list may say (RFC 7644, section 3.4.2). */
public record ListParameters(
        @QueryParam("filter") @Nullable String filter,
        @QueryParam("sortBy") @Nullable String sortBy,
        @QueryParam("sortOrder") @Nullable String sortOrder,
        @QueryParam("startIndex") @Nullable Long startIndex,
        @QueryParam("count") @Nullable Integer count,
        @QueryParam("attributes") @Nullable String attributes,
        @QueryParam("excludedAttributes") @Nullable String excluded) {
    ScimQuery query() throws ScimRefusal {
        return ScimQuery.of(filter, sortBy, sortOrder, startIndex, count, Selection.of(attributes, excluded));
    }
}
