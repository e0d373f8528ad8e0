package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.scope.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which claims a scope opens (OpenID Connect Core, section 5.4); pure. */
public final class UserClaims {
    /** All that there can be beside those of the protocol. */
    public static final List<String> SUPPORTED =
            List.of("name", "preferred_username", "updated_at", "email", "email_verified");

    private UserClaims() {}

    public static Map<String, Object> of(Found user, Scope scope) {
        var claims = new LinkedHashMap<String, Object>();
        if (scope.has(Scope.PROFILE)) {
            if (user.name() != null) {
                claims.put("name", user.name());
            }
            claims.put("preferred_username", user.username());
            claims.put("updated_at", user.updatedAt().getEpochSecond());
        }
        if (scope.has(Scope.EMAIL) && user.email() != null) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        return claims;
    }
}
