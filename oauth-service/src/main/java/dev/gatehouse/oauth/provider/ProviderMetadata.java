package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator says of a provider, read member by member; what cannot be is added to the violations. */
final class ProviderMetadata {
    private final Map<String, @Nullable Object> members;
    private final List<Violation> wrong = new ArrayList<>();

    ProviderMetadata(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    List<Violation> wrong() {
        return List.copyOf(wrong);
    }

    /** Those that are none of {@code known} are refused: one that is misspelt must not be passed over. */
    void only(List<String> known) {
        members.keySet().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> refuse(shortened(member), "is not one of " + known));
    }

    private static String shortened(String member) {
        return member.length() > 64 ? member.substring(0, 64) : member;
    }

    boolean says(String member) {
        return members.containsKey(member);
    }

    /** Text in one line; {@code before} where nothing is said, null where it is taken back. */
    @Nullable
    String text(String member, @Nullable String before, int longest) {
        return read(member, before, longest, false);
    }

    /** Text that has to be there. */
    String required(String member, @Nullable String before, int longest) {
        return required(member, read(member, before, longest, false));
    }

    /** The same in lines. */
    String requiredLines(String member, @Nullable String before, int longest) {
        return required(member, read(member, before, longest, true));
    }

    private String required(String member, @Nullable String text) {
        if (text == null
                && wrong.stream().noneMatch(violation -> violation.field().equals(member))) {
            refuse(member, "is missing");
        }
        return text == null ? "" : text;
    }

    private @Nullable String read(String member, @Nullable String before, int longest, boolean lines) {
        if (!says(member)) {
            return before;
        }
        Object value = members.get(member);
        if (value == null || value.equals("")) {
            return null;
        }
        boolean fine = value instanceof String text
                && text.length() <= longest
                && !text.isBlank()
                && text.chars().noneMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r')));
        if (!fine) {
            refuse(member, "must be text of at most " + longest + " characters");
            return before;
        }
        return (String) value;
    }

    boolean flag(String member, boolean before, boolean ordinary) {
        if (!says(member)) {
            return before;
        }
        return switch (members.get(member)) {
            case null -> ordinary;
            case Boolean flag -> flag;
            default -> {
                refuse(member, "must be true or false");
                yield before;
            }
        };
    }

    ClaimMapping mapping(String member, ClaimMapping before) {
        if (!says(member)) {
            return before;
        }
        return switch (members.get(member)) {
            case null -> ClaimMapping.NONE;
            case Map<?, ?> said ->
                switch (ClaimMapping.read(said)) {
                    case ClaimMapping.Read(ClaimMapping mapping) -> mapping;
                    case ClaimMapping.Wrong(String why) -> {
                        refuse(member, why);
                        yield before;
                    }
                };
            default -> {
                refuse(member, "must be an object");
                yield before;
            }
        };
    }

    void refuse(String member, Optional<String> objection) {
        objection.ifPresent(why -> refuse(member, why));
    }

    void refuse(String member, String why) {
        wrong.add(new Violation(member, why));
    }
}
