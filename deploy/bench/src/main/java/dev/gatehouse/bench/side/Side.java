package dev.gatehouse.bench.side;

import dev.gatehouse.bench.usage.Usage;
import java.time.Duration;
import java.util.Optional;

/** One of those who are compared. It can be stopped and started again; the data stays. */
public interface Side extends AutoCloseable {
    /** As the table names it. */
    String name();

    /** Starts it. @return the time from the start of its first process until all is ready */
    Duration start();

    /** Stops its processes; nothing happens where none runs. */
    void stop();

    /** Makes the users and the client; once, while it runs. */
    void load();

    /** The work of a row with new tokens; empty where it has none like it. */
    Optional<Work> work(Row row);

    /** What its own processes have used, PostgreSQL and Redis not among them. */
    Usage usage();

    /** Stops its processes for good, in the midst of a start too. */
    @Override
    void close();
}
