package dev.gatehouse.identity.group;

import java.text.Normalizer;
import java.util.Optional;

/** What groups and roles can be called; pure. */
public final class GroupName {
    private static final int LONGEST = 100;

    private GroupName() {}

    /** The name as it is stored, NFKC; empty where it is not 1 to 100 characters, or has control characters. */
    public static Optional<String> of(String text) {
        String name = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        boolean fits = !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST;
        return fits && name.chars().noneMatch(Character::isISOControl) ? Optional.of(name) : Optional.empty();
    }
}
