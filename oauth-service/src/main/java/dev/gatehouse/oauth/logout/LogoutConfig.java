package dev.gatehouse.oauth.logout;

import dev.gatehouse.oauth.client.ClientLogout;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How clients are told of sessions that ended. */
@ConfigMapping(prefix = "gatehouse.oauth.logout")
public interface LogoutConfig {
    /** How often a replica looks for what is due. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100)
    Duration every();

    /** What a delivery may take, of clients that say nothing of it. */
    @WithDefault("PT3S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = ClientLogout.LONGEST_DELIVERY)
    Duration timeout();

    /** After the first delivery that failed; each further one waits five times as long as the one before. */
    @WithDefault("PT15S")
    @DurationMin(seconds = 1)
    Duration retry();

    /** So many times a delivery is tried. */
    @WithDefault("5")
    @Min(1)
    @Max(10)
    int tries();
}
