package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.measure.Tally;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts what became of logout tokens that clients are sent. */
@Startup
@Singleton
class DeliveryCounts {
    private final Tally<Outcome> tally;

    DeliveryCounts(MeterRegistry registry) {
        tally = Tally.of(
                registry,
                "gatehouse.logout.deliveries",
                "Tries to tell clients of a sign-out, by what came of them.",
                "outcome",
                Outcome.class);
    }

    /** What came of a try. */
    enum Outcome {
        delivered,
        put_off,
        /** After the last try. */
        given_up
    }

    void count(Outcome outcome) {
        tally.count(outcome);
    }
}
