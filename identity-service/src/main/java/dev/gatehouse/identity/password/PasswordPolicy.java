package dev.gatehouse.identity.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which passwords may be chosen (NIST SP 800-63B): long enough, not well known, not the name itself; no other rules. */
public final class PasswordPolicy {
    private static final int SHORTEST = 8;
    private static final Set<String> COMMON = load();

    private PasswordPolicy() {}

    /** What is wrong with {@code password}, as a sentence for its user; empty where nothing is. */
    public static Optional<String> objection(String password, String username, @Nullable String email) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("The password has fewer than " + SHORTEST + " characters.");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(lower)) {
            return Optional.of("The password is one of those that everyone tries first.");
        }
        if (lower.equals(username.toLowerCase(Locale.ROOT))
                || (email != null && lower.equals(email.toLowerCase(Locale.ROOT)))) {
            return Optional.of("The password is the same as the username or the e-mail address.");
        }
        return Optional.empty();
    }

    private static Set<String> load() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
