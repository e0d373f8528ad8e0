package dev.gatehouse.bench.floor;

import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.Row;
import java.time.Duration;

/** A floor that needs no server. */
public interface Contestant {
    /** As the table names it. */
    String name();

    boolean takesPart(Row row);

    /** Works for so long. */
    Round run(Row row, Duration time);
}
