package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Round;
import java.time.Duration;

/** What a row does to a side, ready to be begun. */
public interface Work {
    /** Does it for so long; what is under way then is waited for. */
    Round drive(Duration time);

    /** The same, but so many a second as those who call at will; work that goes at its own pace does so here, too. */
    default Round keep(double rate, Duration time) {
        return drive(time);
    }
}
