package dev.gatehouse.identity.password;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be chosen (NIST SP 800-63B): long enough, not well known, not known from a breach, more than the
 * name; no other rules.
 */
@Singleton
public class PasswordPolicy {
    static final int SHORTEST = 8;
    /** Shorter names occur in words by chance. */
    private static final int SHORTEST_NAME = 3;

    private final CommonPasswords common;
    private final BreachedPasswords breached;

    PasswordPolicy(CommonPasswords common, BreachedPasswords breached) {
        this.common = common;
        this.breached = breached;
    }

    /**
     * What is wrong with {@code password}; empty where nothing is. Where breaches are looked up
     * it waits for the answer, but no longer than is configured.
     */
    public Optional<Objection> objection(String password, String username, @Nullable String email) {
        if (tooShort(password)) {
            return Optional.of(Objection.too_short);
        }
        String lower = CommonPasswords.form(password);
        if (common.has(lower)) {
            return Optional.of(Objection.common);
        }
        if (names(username, email).stream().anyMatch(name -> leansOn(lower, name))) {
            return Optional.of(Objection.own_name);
        }
        if (breached.has(password)) {
            return Optional.of(Objection.breached);
        }
        return Optional.empty();
    }

    private static List<String> names(String username, @Nullable String email) {
        var names = new ArrayList<String>();
        // The address before its parts: it is taken out whole.
        if (email != null) {
            names.add(CommonPasswords.form(email));
            names.add(CommonPasswords.form(email.replaceFirst("@.*$", "")));
        }
        names.add(CommonPasswords.form(username));
        return names;
    }

    /** A name that everyone knows adds nothing: without it, what is left has to be a password still. */
    private boolean leansOn(String password, String name) {
        if (name.length() < SHORTEST_NAME || !password.contains(name)) {
            return false;
        }
        String rest = password.replace(name, "");
        return tooShort(rest) || common.has(rest);
    }

    private static boolean tooShort(String password) {
        return password.codePointCount(0, password.length()) < SHORTEST;
    }
}
