package dev.gatehouse.common.measure;

import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/** With one that samples, each counter would look for a trace whenever it counts, be there traces or not. */
final class NoExemplars {
    @Produces
    @Alternative
    @Priority(1)
    static Optional<ExemplarSampler> none() {
        return Optional.empty();
    }
}
