package dev.gatehouse.common.scope;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of scope tokens in the order they were given (RFC 6749, section 3.3). As text, and so in JSON, the tokens are
 * separated by single spaces.
 */
public record Scope(Set<String> tokens) {
    /** May do everything an administrator may. */
    public static final String ADMIN = "gatehouse:admin";
    /** May listen to what is revoked. */
    public static final String REVOCATIONS = "gatehouse:revocations";
    /** May introspect tokens that were given to others, and for others. */
    public static final String INTROSPECT = "gatehouse:introspect";
    /** May ask about many credentials at once. */
    public static final String VERIFY = "gatehouse:verify";
    /** May provision users and groups (RFC 7644). */
    public static final String SCIM = "scim";
    /** May manage the user's own account: sessions, API keys, consents. */
    public static final String ACCOUNT = "account";
    /** Asks for an ID token (OpenID Connect Core, section 3.1.2.1). */
    public static final String OPENID = "openid";

    public static final String PROFILE = "profile";
    public static final String EMAIL = "email";
    public static final String ADDRESS = "address";
    public static final String PHONE = "phone";
    /** Shows the names of the user's groups. */
    public static final String GROUPS = "groups";
    /** Shows the names of the user's roles. */
    public static final String ROLES = "roles";
    /** Asks for a refresh token (OpenID Connect Core, section 11). */
    public static final String OFFLINE_ACCESS = "offline_access";

    /** What only makes sense of a user: never given to a client or a service account that acts for itself. */
    public static final Scope ABOUT_USERS =
            of(OPENID, OFFLINE_ACCESS, PROFILE, EMAIL, ADDRESS, PHONE, GROUPS, ROLES, ACCOUNT);

    public static final Scope NONE = new Scope(Set.of());

    private static final int MAX_LENGTH = 2048;
    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    public Scope {
        tokens = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tokens));
    }

    public static Scope of(String... tokens) {
        return new Scope(new LinkedHashSet<>(List.of(tokens)));
    }

    /**
     * Reads the text form; null and blank give {@link #NONE}.
     *
     * @throws IllegalArgumentException where a token has a character that the grammar forbids, or the text is too long
     */
    @JsonCreator
    public static Scope parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("scope is longer than " + MAX_LENGTH + " characters");
        }
        var tokens = new LinkedHashSet<String>();
        for (String token : text.strip().split(" +", -1)) {
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException("scope has a character that RFC 6749 does not allow");
            }
            tokens.add(token);
        }
        return new Scope(tokens);
    }

    public boolean has(String token) {
        return tokens.contains(token);
    }

    public boolean covers(Scope asked) {
        return tokens.containsAll(asked.tokens);
    }

    /** The tokens of this scope that {@code allowed} has too. */
    public Scope within(Scope allowed) {
        var kept = new LinkedHashSet<>(tokens);
        kept.retainAll(allowed.tokens);
        return new Scope(kept);
    }

    public Scope plus(Collection<String> more) {
        var all = new LinkedHashSet<>(tokens);
        all.addAll(more);
        return new Scope(all);
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    @JsonValue
    @Override
    public String toString() {
        return String.join(" ", tokens);
    }
}
