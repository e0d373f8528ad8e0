package dev.gatehouse.identity.group;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a group or a role; null leaves it as it is.
 *
 * @param description empty takes it away
 */
@RegisterForReflection
public record GroupBody(
        @Nullable @Size(max = 200) String name,
        @Nullable @Size(max = 500) String description) {}
