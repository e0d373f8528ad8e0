package dev.gatehouse.oauth.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether the id of a client may be the address of its document. What such a client may be, the room of registration says. */
@ConfigMapping(prefix = "gatehouse.oauth.client-documents")
public interface DocumentConfig {
    @WithDefault("false")
    boolean enabled();

    /** How long a document counts that does not say. */
    @WithDefault("PT1H")
    Duration lifetime();

    /** However short it says. */
    @WithDefault("PT5M")
    Duration shortestLifetime();

    /** However long it says. */
    @WithDefault("P1D")
    Duration longestLifetime();

    /** For how long one that does not count is not asked for again. */
    @WithDefault("PT1M")
    Duration failureLifetime();

    /** Documents that are fetched for one address in an hour. */
    @WithDefault("60")
    int perAddressPerHour();

    /** Clients that there may be by documents. */
    @WithDefault("10000")
    int most();
}
