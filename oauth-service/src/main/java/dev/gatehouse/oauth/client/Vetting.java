package dev.gatehouse.oauth.client;

import dev.gatehouse.common.problem.Problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be looked up elsewhere before a client is what it says; a room that knows of such a thing is a bean of this. */
public interface Vetting {
    /**
     * Blocks.
     *
     * @param asked in order in itself
     * @param before the client that is changed, null for a new one
     */
    List<Violation> objections(RegisteredClient asked, @Nullable RegisteredClient before);
}
