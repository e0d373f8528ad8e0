package dev.gatehouse.identity.group;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a group or a role; null leaves it as it is.
 *
 * @param description empty takes it away
 */
@RegisterForReflection
public record GroupBody(
        @Nullable @Size(max = 200) String name,
        @Nullable @Size(max = 500) String description) {
    /** Of one that is there. */
    GroupKeeping.Change change() {
        Optional<String> text =
                description == null ? null : Optional.of(storable(description)).filter(given -> !given.isBlank());
        return new GroupKeeping.Change(Optional.ofNullable(name), text, null, List.of());
    }

    /** PostgreSQL has no text with U+0000 in it. */
    static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
