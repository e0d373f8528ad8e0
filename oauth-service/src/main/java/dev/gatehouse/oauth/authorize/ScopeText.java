package dev.gatehouse.oauth.authorize;

import static java.util.Map.entry;

import dev.gatehouse.common.scope.Scope;
import java.util.List;
import java.util.Map;

/** Scopes in the words of the consent page. */
final class ScopeText {
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry(Scope.OPENID, "know who you are"),
            entry(Scope.PROFILE, "see your profile: name, username and what you say about yourself"),
            entry(Scope.EMAIL, "see your e-mail address"),
            entry(Scope.ADDRESS, "see your postal address"),
            entry(Scope.PHONE, "see your phone number"),
            entry(Scope.GROUPS, "see which groups you belong to"),
            entry(Scope.ROLES, "see which roles you have"),
            entry(Scope.OFFLINE_ACCESS, "keep this access when you are away"),
            entry(Scope.ACCOUNT, "change your profile, manage your sessions and consents"),
            entry(Scope.ADMIN, "administer Gatehouse as you can"),
            entry(Scope.SCIM, "create, change and remove users and groups as you can"));

    private ScopeText() {}

    /** A scope that has no words of its own is shown as it is. */
    static List<String> of(Scope scope) {
        return scope.tokens().stream().map(t -> WORDS.getOrDefault(t, t)).toList();
    }
}
