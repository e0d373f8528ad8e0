package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.caller.Visit;
import java.util.Objects;
import java.util.UUID;

/**
 * The user whose account a page is about, and who is before it.
 *
 * @param caller how they have signed in
 */
record Owner(UUID id, String username, String csrfToken, Caller caller) {
    static Owner of(Visit.Known visit) {
        Caller caller = visit.caller();
        return new Owner(
                Objects.requireNonNull(caller.user()),
                Objects.requireNonNull(caller.username()),
                visit.csrfToken(),
                caller);
    }
}
