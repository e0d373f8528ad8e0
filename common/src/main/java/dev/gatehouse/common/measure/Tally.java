package dev.gatehouse.common.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;

/**
 * A counter for each value of one tag. All are there from the start, so that a rate can be told of what has not happened yet, and
 * counting is an index into an array. No tag is ever made of what a caller sends.
 */
public final class Tally<A extends Enum<A>> {
    private final Counter[] counters;

    private Tally(Counter[] counters) {
        this.counters = counters;
    }

    /** @param name with dots, without {@code _total} */
    public static <A extends Enum<A>> Tally<A> of(
            MeterRegistry registry, String name, String description, String tag, Class<A> values) {
        return new Tally<>(Arrays.stream(values.getEnumConstants())
                .map(value -> Counter.builder(name)
                        .description(description)
                        .tag(tag, tag(value))
                        .register(registry))
                .toArray(Counter[]::new));
    }

    /** The value's name; one that Java keeps for itself has an underscore behind it there. */
    static String tag(Enum<?> value) {
        return value.name().replaceFirst("_$", "");
    }

    /** One more. */
    public void count(A value) {
        counters[value.ordinal()].increment();
    }

    /** So many more. */
    public void count(A value, int times) {
        counters[value.ordinal()].increment(times);
    }
}
