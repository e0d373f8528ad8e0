package dev.gatehouse.oauth.claims;

import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.scope.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which claims a scope opens (OpenID Connect Core, section 5.4); pure. */
public final class UserClaims {
    private static final List<String> OF_PROFILE = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale");
    private static final String ADDRESS = "address";
    private static final String PHONE = "phone_number";
    private static final String GROUPS = "groups";
    private static final String ROLES = "roles";

    /** All that there can be beside those of the protocol. */
    public static final List<String> SUPPORTED = Stream.concat(
                    OF_PROFILE.stream(),
                    Stream.of(
                            "preferred_username",
                            "updated_at",
                            "email",
                            "email_verified",
                            ADDRESS,
                            PHONE,
                            "phone_number_verified",
                            GROUPS,
                            ROLES))
            .toList();

    /** Those that access tokens may tell, too; {@code preferred_username} they do anyway. */
    public static final List<String> IN_ACCESS_TOKENS = SUPPORTED.stream()
            .filter(name -> !name.equals("preferred_username"))
            .toList();

    private UserClaims() {}

    public static Map<String, Object> of(Found user, Scope scope) {
        var claims = new LinkedHashMap<String, Object>();
        if (scope.has(Scope.PROFILE)) {
            OF_PROFILE.forEach(name -> copy(user, name, claims));
            claims.put("preferred_username", user.username());
            claims.put("updated_at", user.updatedAt().getEpochSecond());
        }
        if (scope.has(Scope.EMAIL) && user.email() != null) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        if (scope.has(Scope.ADDRESS)) {
            copy(user, ADDRESS, claims);
        }
        if (scope.has(Scope.PHONE) && user.claims().containsKey(PHONE)) {
            copy(user, PHONE, claims);
            // Nobody has called it.
            claims.put("phone_number_verified", false);
        }
        if (scope.has(Scope.GROUPS)) {
            copy(user, GROUPS, claims);
        }
        if (scope.has(Scope.ROLES)) {
            copy(user, ROLES, claims);
        }
        return claims;
    }

    /** The scope that tells the claim, too; empty of what there is not. */
    public static Optional<String> scopeOf(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "preferred_username", "updated_at" -> Scope.PROFILE;
                    case "email", "email_verified" -> Scope.EMAIL;
                    case ADDRESS -> Scope.ADDRESS;
                    case PHONE, "phone_number_verified" -> Scope.PHONE;
                    case GROUPS -> Scope.GROUPS;
                    case ROLES -> Scope.ROLES;
                    default -> OF_PROFILE.contains(name) ? Scope.PROFILE : null;
                });
    }

    /** Those of these names that the user has (OpenID Connect Core, section 5.5). */
    public static Map<String, Object> named(Found user, Collection<String> names) {
        var scopes = names.stream().flatMap(name -> scopeOf(name).stream()).toList();
        Map<String, Object> claims = of(user, Scope.NONE.plus(scopes));
        claims.keySet().retainAll(names);
        return claims;
    }

    private static void copy(Found user, String name, Map<String, Object> claims) {
        Object value = user.claims().get(name);
        if (value != null) {
            claims.put(name, value);
        }
    }
}
