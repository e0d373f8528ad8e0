package dev.gatehouse.token.apikey;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The door for whoever verifies. */
public interface ApiKeys {
    /** As {@link #find}, and notes that the key is used: soon, for whoever asks does not wait for that. */
    Uni<Optional<ApiKey>> use(String secret);

    /** Removes the key that {@code secret} opens, at once. Blocks. */
    void remove(String secret);

    /**
     * The key that {@code secret} opens; empty where it is malformed, unknown, deleted, expired, or its user is gone.
     * Never blocks. Whether the user's sign-ins were revoked is another question.
     */
    Uni<Optional<ApiKey>> find(String secret);
}
