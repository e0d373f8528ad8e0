package dev.gatehouse.oauth.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.scope.Scope;
import java.util.List;
import java.util.Map;

/** Scopes in words. */
public final class ScopeText {
    private ScopeText() {}

    /** @param others words for the scopes of APIs, in that language; one that has none is shown as it is */
    public static List<String> of(Scope scope, Language language, Map<String, String> others) {
        return of(scope, Pages.texts(language), others);
    }

    /** @param others words for the scopes of APIs; one that has none is shown as it is */
    static List<String> of(Scope scope, OAuthTexts texts, Map<String, String> others) {
        return scope.tokens().stream().map(token -> of(token, texts, others)).toList();
    }

    private static String of(String token, OAuthTexts texts, Map<String, String> others) {
        return switch (token) {
            case Scope.OPENID -> texts.scopeOpenid();
            case Scope.PROFILE -> texts.scopeProfile();
            case Scope.EMAIL -> texts.scopeEmail();
            case Scope.ADDRESS -> texts.scopeAddress();
            case Scope.PHONE -> texts.scopePhone();
            case Scope.GROUPS -> texts.scopeGroups();
            case Scope.ROLES -> texts.scopeRoles();
            case Scope.OFFLINE_ACCESS -> texts.scopeOfflineAccess();
            case Scope.ACCOUNT -> texts.scopeAccount();
            case Scope.ADMIN -> texts.scopeAdmin();
            case Scope.SCIM -> texts.scopeScim();
            default -> others.getOrDefault(token, texts.scopeOther(token));
        };
    }
}
