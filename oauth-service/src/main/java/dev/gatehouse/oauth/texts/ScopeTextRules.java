package dev.gatehouse.oauth.texts;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which texts a scope may have; pure. */
final class ScopeTextRules {
    static final int LONGEST_SCOPE = 200;
    private static final int LONGEST_TEXT = 200;

    private ScopeTextRules() {}

    /** What is wrong: every language of the pages has to have one, or some users would not know what they allow. */
    static List<Violation> objections(String scope, @Nullable Map<String, @Nullable String> texts) {
        var wrong = new ArrayList<Violation>();
        if (!scope(scope)) {
            wrong.add(new Violation("scope", "must be one scope of at most " + LONGEST_SCOPE + " characters"));
        }
        if (Scope.ABOUT_USERS.has(scope) || Scope.SCIM.equals(scope) || scope.startsWith("gatehouse:")) {
            wrong.add(new Violation("scope", "is one of Gatehouse's own, which have texts"));
        }
        Map<String, @Nullable String> said = texts == null ? Map.of() : texts;
        Set<String> languages = new LinkedHashSet<>(
                Arrays.stream(Language.values()).map(Language::tag).toList());
        if (!said.keySet().equals(languages)) {
            wrong.add(new Violation("texts", "must be in each of the languages " + languages + " and no other"));
        }
        if (!said.values().stream().allMatch(ScopeTextRules::text)) {
            wrong.add(new Violation(
                    "texts", "must be of 1 to " + LONGEST_TEXT + " characters, without control characters"));
        }
        return wrong;
    }

    private static boolean scope(String scope) {
        try {
            return scope.length() <= LONGEST_SCOPE
                    && Scope.parse(scope).tokens().equals(Set.of(scope));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean text(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(Character::isISOControl);
    }
}
