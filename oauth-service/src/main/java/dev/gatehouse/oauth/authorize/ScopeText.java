package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.scope.Scope;
import java.util.List;
import java.util.Map;

/** Scopes in the words of the consent page. */
final class ScopeText {
    private static final Map<String, String> WORDS = Map.of(
            Scope.OPENID, "know who you are",
            Scope.PROFILE, "see your profile: name, username and what you say about yourself",
            Scope.EMAIL, "see your e-mail address",
            Scope.ADDRESS, "see your postal address",
            Scope.PHONE, "see your phone number",
            Scope.OFFLINE_ACCESS, "keep this access when you are away",
            Scope.ACCOUNT, "change your profile, manage your sessions and consents",
            Scope.ADMIN, "administer Gatehouse as you can");

    private ScopeText() {}

    /** A scope that has no words of its own is shown as it is. */
    static List<String> of(Scope scope) {
        return scope.tokens().stream().map(t -> WORDS.getOrDefault(t, t)).toList();
    }
}
