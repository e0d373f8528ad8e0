package dev.gatehouse.oauth.client;

import dev.gatehouse.common.problem.Problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Members of metadata as they came, read one by one; what is not said stays as it was before, and null or an empty text takes
 * it back. What cannot be is added to the violations, and reads as it was.
 *
 * @param offered what Gatehouse can do for clients
 */
record Said(Map<String, @Nullable Object> members, Set<Feature> offered, List<Violation> wrong) {
    static final int LONGEST_URI = 2000;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");

    boolean names(String field) {
        return members.containsKey(field);
    }

    /** One of {@code allowed}; taken back it is {@code ordinary}. */
    String word(String field, String before, String ordinary, Set<String> allowed) {
        return Objects.requireNonNullElse(optionalWord(field, before, allowed), ordinary);
    }

    /** One of {@code allowed}, or null. */
    @Nullable
    String optionalWord(String field, @Nullable String before, Set<String> allowed) {
        String word = text(field, before, LONGEST_URI);
        if (word == null || !names(field) || allowed.contains(word)) {
            return word;
        }
        return refused(field, "must be one of " + allowed.stream().sorted().toList(), before);
    }

    /** Text without control characters. */
    @Nullable
    String text(String field, @Nullable String before, int longest) {
        if (!names(field)) {
            return before;
        }
        Object value = members.get(field);
        if (value == null || value.equals("")) {
            return null;
        }
        boolean fine = value instanceof String text
                && text.length() <= longest
                && !text.isBlank()
                && text.chars().noneMatch(Character::isISOControl);
        return fine ? (String) value : refused(field, "must be text of at most " + longest + " characters", before);
    }

    /** An https URI with a host. */
    @Nullable
    String address(String field, @Nullable String before) {
        String uri = text(field, before, LONGEST_URI);
        return uri == null || !names(field)
                ? uri
                : objection(uri).map(why -> refused(field, why, before)).orElse(uri);
    }

    boolean flag(String field, boolean before, boolean ordinary) {
        if (!names(field)) {
            return before;
        }
        return switch (members.get(field)) {
            case null -> ordinary;
            case Boolean flag -> flag;
            default -> Boolean.TRUE.equals(refused(field, "must be true or false", before));
        };
    }

    /** Seconds up to {@code most}. */
    @Nullable
    Long seconds(String field, @Nullable Long before, long fewest, long most) {
        if (!names(field)) {
            return before;
        }
        return switch (members.get(field)) {
            case null -> null;
            case Integer number when number >= fewest && number <= most -> number.longValue();
            case Long number when number >= fewest && number <= most -> number;
            default -> refused(field, "must be seconds from " + fewest + " to " + most, before);
        };
    }

    /** Different texts, {@code most} at most. */
    List<String> list(String field, List<String> before, int most, int longest) {
        if (!names(field)) {
            return before;
        }
        return switch (members.get(field)) {
            case null -> List.of();
            case List<?> values
            when values.size() <= most && values.stream().allMatch(value -> entry(value, longest)) ->
                List.copyOf(new LinkedHashSet<>(
                        values.stream().map(String.class::cast).toList()));
            default ->
                Objects.requireNonNull(refused(
                        field,
                        "must be at most " + most + " texts without spaces, of at most " + longest + " characters",
                        before));
        };
    }

    @Nullable
    JsonObject object(String field, @Nullable JsonObject before, int longest) {
        if (!names(field)) {
            return before;
        }
        Object value = members.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked") // its keys are text
            var object = new JsonObject((Map<String, Object>) map);
            if (object.text().length() <= longest) {
                return object;
            }
        }
        return refused(field, "must be an object of at most " + longest + " characters", before);
    }

    /** That {@code wanted} is asked for takes {@code feature}. */
    void needs(Feature feature, String field, boolean wanted) {
        if (wanted && names(field) && !offered.contains(feature)) {
            refused(field, "needs what is not on here: " + feature, null);
        }
    }

    <T> @Nullable T refused(String field, String why, @Nullable T before) {
        wrong.add(new Violation(field, why));
        return before;
    }

    private static boolean entry(@Nullable Object value, int longest) {
        return value instanceof String text
                && text.length() <= longest
                && PRINTABLE.matcher(text).matches();
    }

    /** Why {@code text} is no https URI that can be fetched or opened; empty where it is. */
    static Optional<String> objection(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            return Optional.of("must be printable ASCII without spaces");
        }
        try {
            var uri = new URI(text);
            boolean fine = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            return fine
                    ? Optional.empty()
                    : Optional.of("must be https with a host, without user information and fragment");
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
    }
}
