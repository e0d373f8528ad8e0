package dev.gatehouse.token.verify;

import dev.gatehouse.common.measure.CrossTally;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts what came of verifying. */
@Startup
@Singleton
class Verifications {
    private final CrossTally<Way, Outcome> tally;

    Verifications(MeterRegistry registry) {
        tally = CrossTally.of(
                registry,
                "gatehouse.verifications",
                "Calls that were verified, by the way in that they tried and what came of it.",
                "way",
                Way.class,
                "outcome",
                Outcome.class);
    }

    /** What a call carried. */
    enum Way {
        basic,
        session,
        opaque,
        jwt,
        api_key,
        none,
        malformed
    }

    /** What came of it. */
    enum Outcome {
        admitted,
        unknown,
        other_audience,
        insufficient_scope,
        insufficient_authentication,
        csrf,
        busy,
        throttled,
        malformed
    }

    void count(Way way, Outcome outcome) {
        tally.count(way, outcome);
    }
}
