package dev.gatehouse.identity.profile;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies a merge patch to what a user says about themselves. */
@Singleton
public class ProfileChange {
    private final ObjectMapper json;
    private final Validator validator;

    ProfileChange(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** What comes of a patch. */
    public sealed interface Outcome permits Patched, Invalid {}

    public record Patched(StandardClaims claims) implements Outcome {}

    /** @param violations in the order of the fields' names */
    public record Invalid(List<Violation> violations) implements Outcome {}

    public Outcome apply(StandardClaims before, ObjectNode patch) {
        List<Violation> unprintable = unprintable("", patch);
        if (!unprintable.isEmpty()) {
            return invalid(unprintable);
        }
        ObjectReader claims =
                json.readerFor(StandardClaims.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            // By itself first: merging drops what is null, known or not.
            claims.readValue(patch);
            StandardClaims after = claims.readValue(MergePatch.applied(json.valueToTree(before), patch));
            List<Violation> violations =
                    validator.validate(after).stream().map(Violation::of).toList();
            return violations.isEmpty() ? new Patched(after) : invalid(violations);
        } catch (MismatchedInputException e) {
            return invalid(List.of(new Violation(field(e), "is not known, or not of the right type")));
        } catch (IOException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    private static Invalid invalid(List<Violation> violations) {
        return new Invalid(violations.stream()
                .sorted(Comparator.comparing(Violation::field))
                .toList());
    }

    /** Control characters: PostgreSQL keeps no U+0000, and no name has the others. */
    private static List<Violation> unprintable(String field, JsonNode node) {
        var violations = new ArrayList<Violation>();
        if (node.isTextual()
                && node.textValue().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
            violations.add(new Violation(field, "must not have control characters"));
        }
        node.properties().forEach(member -> violations.addAll(unprintable(member.getKey(), member.getValue())));
        return violations;
    }

    private static String field(MismatchedInputException e) {
        String name = e.getPath().isEmpty() ? null : e.getPath().getLast().getFieldName();
        return name == null ? "" : name;
    }
}
