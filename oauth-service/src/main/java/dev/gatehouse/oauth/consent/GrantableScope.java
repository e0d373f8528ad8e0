package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.scope.Scope;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a user can let a client do; pure. Of Gatehouse's own scopes, only those that the user has. The scopes of the APIs
 * behind it are the APIs' to interpret: the client's registration and the user's consent bound them.
 */
public final class GrantableScope {
    private static final Set<String> OWN = Set.of(
            Scope.OPENID,
            Scope.PROFILE,
            Scope.EMAIL,
            Scope.ADDRESS,
            Scope.PHONE,
            Scope.GROUPS,
            Scope.ROLES,
            Scope.SCIM,
            Scope.OFFLINE_ACCESS,
            Scope.ACCOUNT);
    /** All that begins so is Gatehouse's own too. */
    private static final String OWN_PREFIX = "gatehouse:";

    private GrantableScope() {}

    /** The part of {@code asked} that a user who has {@code users} can grant. */
    public static Scope of(Scope asked, Scope users) {
        var kept = new LinkedHashSet<>(asked.tokens());
        kept.removeIf(token -> (OWN.contains(token) || token.startsWith(OWN_PREFIX)) && !users.has(token));
        return new Scope(kept);
    }
}
