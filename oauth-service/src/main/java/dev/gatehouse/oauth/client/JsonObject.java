package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.AttributeConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata that is an object of JSON; text in PostgreSQL. */
@RegisterForReflection
public record JsonObject(@JsonValue Map<String, Object> members) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JsonObject {}

    /** As it is kept. */
    public String text() {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata cannot be written", e);
        }
    }

    /** Reads and writes the column. */
    @RegisterForReflection
    static final class Text implements AttributeConverter<JsonObject, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable JsonObject object) {
            return object == null ? null : object.text();
        }

        @Override
        public @Nullable JsonObject convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new JsonObject(JSON.readValue(text, new TypeReference<>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("kept metadata cannot be read", e);
            }
        }
    }
}
