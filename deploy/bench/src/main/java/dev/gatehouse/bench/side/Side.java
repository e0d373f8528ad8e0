package dev.gatehouse.bench.side;

import java.util.Optional;

/** One of those who are compared. */
public interface Side {
    /** As the table names it. */
    String name();

    /** It can be stopped and started again; the data stays. PostgreSQL and Redis are not among them. */
    Processes processes();

    /** Makes the users and the client; once, while it runs. */
    void load();

    /** The work of a row with new tokens; empty where it has none like it. */
    Optional<Work> work(Row row);
}
