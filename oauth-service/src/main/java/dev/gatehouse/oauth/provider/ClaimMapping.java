package dev.gatehouse.oauth.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of a provider's claims become which of ours; pure. As whom the provider knows the user is none of them: that is its
 * {@code sub} alone, for whoever could choose another claim could come in as somebody else.
 *
 * @param sources for a claim of ours (OpenID Connect Core, section 5.1) the name of one of theirs, or a JSON pointer (RFC 6901)
 *     to it; null where the claim is not taken from there
 */
public record ClaimMapping(Map<String, @Nullable String> sources) {
    /** All that is taken from providers. */
    public static final List<String> OURS = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
            "email_verified",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number");

    /** Each from that of the same name. */
    public static final ClaimMapping STANDARD = standard();

    public static final ClaimMapping NONE = new ClaimMapping(Map.of());

    private static final Pattern SOURCE = Pattern.compile("[\\x20-\\x7E]{1,200}");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*){1,8}");

    public ClaimMapping {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    static ClaimMapping of(Map<String, String> sources) {
        return new ClaimMapping(new LinkedHashMap<>(sources));
    }

    private static ClaimMapping standard() {
        var same = new LinkedHashMap<String, @Nullable String>();
        OURS.forEach(claim -> same.put(claim, claim));
        return new ClaimMapping(same);
    }

    /** This, but for what {@code other} has. */
    ClaimMapping with(ClaimMapping other) {
        var both = new LinkedHashMap<>(sources);
        both.putAll(other.sources);
        return new ClaimMapping(both);
    }

    /** What a registration says: a mapping, or what is wrong with it. */
    sealed interface Reading permits Read, Wrong {}

    record Read(ClaimMapping mapping) implements Reading {}

    record Wrong(String why) implements Reading {}

    static Reading read(Map<?, ?> said) {
        var sources = new LinkedHashMap<String, @Nullable String>();
        var wrong = new ArrayList<String>();
        said.forEach((key, value) -> {
            if (!(key instanceof String claim) || !OURS.contains(claim)) {
                wrong.add("has a claim that is none of " + OURS);
            } else if (value == null) {
                sources.put(claim, null);
            } else if (value instanceof String source && plausible(source)) {
                sources.put(claim, source);
            } else {
                wrong.add("must have names of claims or JSON pointers of at most 200 characters");
            }
        });
        return wrong.isEmpty() ? new Read(new ClaimMapping(sources)) : new Wrong(wrong.getFirst());
    }

    private static boolean plausible(String source) {
        return SOURCE.matcher(source).matches()
                && (!source.startsWith("/") || POINTER.matcher(source).matches());
    }

    /** What {@code claims} of the provider say of a claim of ours; null for nothing. */
    public @Nullable Object value(String ours, Map<String, @Nullable Object> claims) {
        String source = sources.get(ours);
        if (source == null) {
            return null;
        }
        return source.startsWith("/") ? at(source, claims).orElse(null) : claims.get(source);
    }

    private static Optional<Object> at(String pointer, Map<String, @Nullable Object> claims) {
        Object value = claims;
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            value = switch (value) {
                case Map<?, ?> map -> map.get(name);
                case List<?> list ->
                    name.matches("[0-9]{1,4}") && Integer.parseInt(name) < list.size()
                            ? list.get(Integer.parseInt(name))
                            : null;
                case null, default -> null;
            };
        }
        return Optional.ofNullable(value);
    }
}
