package dev.gatehouse.common.request;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP's entity tag (RFC 9110, section 8.8.3), by which nobody overwrites another's change. */
public final class EntityTag {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern LIST = Pattern.compile(TAG + "([ \\t]*,[ \\t]*" + TAG + ")*+");

    private EntityTag() {}

    public static String of(long version) {
        return of(Long.toString(version));
    }

    /** Of a version that is no number. */
    public static String of(String version) {
        return "\"" + version + "\"";
    }

    /** What a change is conditional on (RFC 9110, section 13.1.1). */
    public sealed interface Condition permits Anything, Versions {
        /** Whether what has {@code version} may be changed. */
        default boolean holds(long version) {
            return holds(Long.toString(version));
        }

        /** The same of a version that is no number. */
        default boolean holds(String version) {
            return switch (this) {
                case Anything() -> true;
                case Versions(Set<String> versions) -> versions.contains(version);
            };
        }
    }

    /** No condition, or {@code *}. */
    public record Anything() implements Condition {}

    /** One of these versions alone; of none, where there is no tag that could be one. */
    public record Versions(Set<String> versions) implements Condition {}

    /** Reads {@code If-Match}; weak tags are like none (section 8.8.3.2), and so are those in what is no list of tags. */
    public static Condition ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new Anything();
        }
        var versions = new HashSet<String>();
        String tags = header.strip();
        if (LIST.matcher(tags).matches()) {
            Matcher tag = TAG.matcher(tags);
            while (tag.find()) {
                if (tag.group(1) == null) {
                    versions.add(tag.group(2));
                }
            }
        }
        return new Versions(Set.copyOf(versions));
    }
}
