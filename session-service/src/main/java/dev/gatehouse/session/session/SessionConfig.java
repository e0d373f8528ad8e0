package dev.gatehouse.session.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long browser sessions last, and how many a user may have. */
@ConfigMapping(prefix = "gatehouse.session")
public interface SessionConfig extends SessionLimits {
    @Override
    @WithDefault("PT30M")
    Duration idle();

    @Override
    @WithDefault("PT12H")
    Duration absolute();

    /** The last use is written at most this often. */
    @WithDefault("PT1M")
    Duration touch();

    /** So many sessions a user has at most, from 1 to 100; with one more, the oldest ends. */
    @WithDefault("20")
    @Min(1)
    @Max(100)
    int maxPerUser();

    /** Sessions of those who asked to stay signed in. */
    Remembered remembered();

    /** How sign-outs are finished that were not at once. */
    Ending ending();

    /** They outlive the browser; they prove nothing new, so what needs a recent sign-in still does. */
    interface Remembered extends SessionLimits {
        /** Whether one may ask for it; where not, those there are last as long as others. */
        @WithDefault("true")
        boolean enabled();

        @Override
        @WithDefault("P14D")
        Duration idle();

        @Override
        @WithDefault("P30D")
        Duration absolute();
    }

    /** The session itself is gone at once; what is left is to tell the other services. */
    interface Ending {
        /** How often a replica looks for such. */
        @WithDefault("PT15S")
        @DurationMin(seconds = 1)
        Duration every();

        /** Whoever ended the session has so long to tell them itself. */
        @WithDefault("PT30S")
        Duration after();
    }
}
