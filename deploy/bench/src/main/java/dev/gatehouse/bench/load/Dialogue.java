package dev.gatehouse.bench.load;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one connection says: a request, and when its answer has come, the next. Used by one thread at a time. */
public interface Dialogue {
    /** The next request as it goes over the wire; the array is not changed by either side. */
    byte[] next();

    /** Whether the answer is what it should be; keeps what the next request needs of it. */
    boolean accepts(Answer answer);

    /** Whether the answer that was accepted last is one of those that the row is about, and no preparation. */
    default boolean counts() {
        return true;
    }

    /** Whether the request that comes next only prepares: the time that it takes is no part of what is measured. */
    default boolean prepares() {
        return false;
    }

    /** Where the request that {@link #next} gave last goes; null for the server that the row is about. */
    default @Nullable URI server() {
        return null;
    }

    /** One more of the kind, which needs no preparation; empty where there is none to be had. */
    default Optional<Dialogue> another() {
        return Optional.empty();
    }
}
