package dev.gatehouse.common.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;

/** As {@link Tally}, of two tags: a counter for each pair of their values. */
public final class CrossTally<A extends Enum<A>, B extends Enum<B>> {
    private final Counter[] counters;
    private final int columns;

    private CrossTally(Counter[] counters, int columns) {
        this.counters = counters;
        this.columns = columns;
    }

    /** @param name with dots, without {@code _total} */
    public static <A extends Enum<A>, B extends Enum<B>> CrossTally<A, B> of(
            MeterRegistry registry,
            String name,
            String description,
            String tag,
            Class<A> values,
            String otherTag,
            Class<B> otherValues) {
        B[] others = otherValues.getEnumConstants();
        return new CrossTally<>(
                Arrays.stream(values.getEnumConstants())
                        .flatMap(value -> Arrays.stream(others)
                                .map(other -> Counter.builder(name)
                                        .description(description)
                                        .tag(tag, Tally.tag(value))
                                        .tag(otherTag, Tally.tag(other))
                                        .register(registry)))
                        .toArray(Counter[]::new),
                others.length);
    }

    /** One more. */
    public void count(A value, B other) {
        counters[value.ordinal() * columns + other.ordinal()].increment();
    }
}
