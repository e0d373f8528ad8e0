package dev.gatehouse.oauth.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.ClientPages;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Reads what clients say of themselves (RFC 7591, section 2), of which what they may not say is passed over. */
@Singleton
public class SelfDescriptions {
    private final ObjectMapper json;
    private final Validator validator;

    SelfDescriptions(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    public sealed interface Read permits Legible, Illegible {}

    /** Not yet that there can be such a client. */
    public record Legible(ClientMetadata asked) implements Read {}

    public record Illegible(List<Violation> violations) implements Read {}

    /** @param said a JSON object */
    public Read read(JsonNode said) {
        ObjectNode own = json.createObjectNode();
        ObjectNode localized = json.createObjectNode();
        said.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                // As if it was not there (RFC 7592, section 2.2).
                return;
            }
            if (ClientMembers.OWN.contains(member.getKey())) {
                own.set(member.getKey(), member.getValue());
            } else if (ClientPages.translated(member.getKey())) {
                localized.set(member.getKey(), member.getValue());
            }
        });
        if (!localized.isEmpty()) {
            own.set("localized", localized);
        }
        ClientMetadata asked;
        try {
            asked = json.treeToValue(own, ClientMetadata.class);
        } catch (JsonProcessingException e) {
            return new Illegible(List.of(new Violation(field(e), "cannot be read")));
        }
        List<Violation> wrong = validator.validate(asked).stream()
                .map(Violation::of)
                // In the words of no language.
                .map(violation -> new Violation(violation.field(), "is too long, or empty"))
                .distinct()
                .sorted(Comparator.comparing(Violation::field))
                .toList();
        return wrong.isEmpty() ? new Legible(asked) : new Illegible(wrong);
    }

    private static String field(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? Objects.requireNonNullElse(mapping.getPath().getFirst().getFieldName(), "")
                : "";
    }
}
