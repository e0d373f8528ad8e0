package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes of a user: all of it, or nothing.
 *
 * @param claims a merge patch (RFC 7396) of what users say about themselves
 * @param disabled null where it stays, as is {@code admin}
 */
public record AdministeredChange(
        ObjectNode claims,
        @Nullable Boolean disabled,
        @Nullable Boolean admin) {
    /** Whether it could leave nobody who administers. */
    boolean takesAway() {
        return Boolean.TRUE.equals(disabled) || Boolean.FALSE.equals(admin);
    }
}
