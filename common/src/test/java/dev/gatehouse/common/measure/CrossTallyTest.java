package dev.gatehouse.common.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CrossTallyTest {
    private enum Way {
        by_foot,
        by_air
    }

    private enum Outcome {
        arrived,
        lost,
        turned_back
    }

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void eachPairIsCountedByItself() {
        CrossTally<Way, Outcome> tally =
                CrossTally.of(registry, "journeys", "Journeys.", "way", Way.class, "outcome", Outcome.class);
        for (Way way : Way.values()) {
            for (Outcome outcome : Outcome.values()) {
                for (int n = 0; n <= way.ordinal() * 10 + outcome.ordinal(); n++) {
                    tally.count(way, outcome);
                }
            }
        }
        for (Way way : Way.values()) {
            for (Outcome outcome : Outcome.values()) {
                assertEquals(
                        way.ordinal() * 10 + outcome.ordinal() + 1,
                        registry.get("journeys")
                                .tags("way", way.name(), "outcome", outcome.name())
                                .counter()
                                .count());
            }
        }
    }

    @Test
    void whatHasNotHappenedYetIsThereAsZero() {
        Tally.of(registry, "arrivals", "Arrivals.", "outcome", Outcome.class).count(Outcome.lost);
        assertEquals(3, registry.find("arrivals").counters().size());
        assertEquals(
                0, registry.get("arrivals").tag("outcome", "arrived").counter().count());
        assertEquals(
                1, registry.get("arrivals").tag("outcome", "lost").counter().count());
    }
}
