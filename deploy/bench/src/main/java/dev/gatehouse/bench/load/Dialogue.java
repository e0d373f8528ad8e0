package dev.gatehouse.bench.load;

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
}
