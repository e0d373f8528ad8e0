package dev.gatehouse.identity.scim;

import org.jspecify.annotations.Nullable;

/**
 * What a patch is about (RFC 7644, section 3.5.2), names in lower case.
 *
 * @param filter which values of a multi-valued attribute; null for all
 * @param sub the part of a complex attribute; null for all of it
 */
record PatchPath(
        String attribute, @Nullable Filter filter, @Nullable String sub) {}
