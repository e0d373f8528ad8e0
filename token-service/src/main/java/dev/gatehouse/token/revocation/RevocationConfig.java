package dev.gatehouse.token.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long revocations are kept. */
@ConfigMapping(prefix = "gatehouse.token.revocation")
public interface RevocationConfig {
    /** Of a token, grant, client or consent: never shorter than an access token lives. */
    @WithDefault("PT1H")
    Duration retention();

    /** Of all that a user has, and of a session: never shorter than a browser session may last, a remembered one too. */
    @WithDefault("P31D")
    Duration userRetention();

    /** A line of an event stream that carries nothing is sent this often, so that dead connections are noticed. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** Event streams served at once by one replica. */
    @WithDefault("1024")
    int streams();

    /** A stream ends after so long, and goes on where it was when it is opened anew: by whoever still may. */
    @WithDefault("PT15M")
    Duration streamLife();

    /** An event stream ends when the log could not be read for so long: its listener is to know that it is told nothing. */
    @WithDefault("PT10S")
    Duration longestBlindness();
}
