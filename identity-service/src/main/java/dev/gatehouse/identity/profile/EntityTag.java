package dev.gatehouse.identity.profile;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a user as HTTP's entity tag (RFC 9110, section 8.8.3), by which nobody overwrites another's change. */
public final class EntityTag {
    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** What a change is conditional on (RFC 9110, section 13.1.1). */
    public sealed interface Condition permits Anything, Version, Nothing {
        /** Whether a user of {@code version} may be changed. */
        default boolean holds(long version) {
            return switch (this) {
                case Anything() -> true;
                case Version(long number) -> number == version;
                case Nothing() -> false;
            };
        }
    }

    /** No condition, or {@code *}. */
    public record Anything() implements Condition {}

    /** Only this version. */
    public record Version(long number) implements Condition {}

    /** A tag that no version here has: nothing fulfils it. */
    public record Nothing() implements Condition {}

    /** Reads {@code If-Match}; of several tags none is taken, for no version has more than one. */
    public static Condition ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new Anything();
        }
        OptionalLong version = version(header.strip());
        return version.isPresent() ? new Version(version.getAsLong()) : new Nothing();
    }

    private static OptionalLong version(String tag) {
        Matcher matcher = STRONG.matcher(tag);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
