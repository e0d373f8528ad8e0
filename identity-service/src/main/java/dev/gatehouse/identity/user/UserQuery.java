package dev.gatehouse.identity.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which users an administrator looks for; what is null does not matter.
 *
 * @param prefix of the username, the e-mail address, or the full, the given or the family name, as a key
 * @param username all of it, as a key
 * @param group name of one that they belong to, as a key
 * @param role name of one that they have, as a key
 */
record UserQuery(
        @Nullable String prefix,
        @Nullable String username,
        @Nullable Boolean disabled,
        @Nullable String group,
        @Nullable String role) {
    /** As the caller wrote it. */
    static UserQuery of(
            @Nullable String prefix,
            @Nullable String username,
            @Nullable Boolean disabled,
            @Nullable String group,
            @Nullable String role) {
        return new UserQuery(key(prefix), key(username), disabled, key(group), key(role));
    }

    private static @Nullable String key(@Nullable String text) {
        return text == null || text.isBlank() ? null : Names.key(text);
    }

    /** Where a page begins: behind this user. @param term by which the user was found, empty without a prefix */
    record Cursor(String term, UUID id) {
        private static final UUID FIRST = new UUID(0, 0);

        /** Before all users. */
        static Cursor start(UserQuery query) {
            return new Cursor(query.prefix() == null ? "" : query.prefix(), FIRST);
        }

        @Override
        public String toString() {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(term.getBytes(StandardCharsets.UTF_8));
            return term.isEmpty() ? id.toString() : id + "~" + text;
        }

        /** Empty where it is nothing that a page has given. */
        static Optional<Cursor> parse(String text) {
            int tilde = text.indexOf('~');
            try {
                UUID id = UUID.fromString(tilde < 0 ? text : text.substring(0, tilde));
                String term = tilde < 0
                        ? ""
                        : new String(Base64.getUrlDecoder().decode(text.substring(tilde + 1)), StandardCharsets.UTF_8);
                return Optional.of(new Cursor(Names.storable(term), id));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
