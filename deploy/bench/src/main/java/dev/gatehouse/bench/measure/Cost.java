package dev.gatehouse.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * CPU time by who used it, in milliseconds: each of the four services, with all its replicas, PostgreSQL, and Redis.
 *
 * @param millis in the order in which they are shown
 */
record Cost(Map<String, Double> millis) {
    static final String POSTGRES = "PostgreSQL";
    static final String REDIS = "Redis";

    double of(String part) {
        return millis.getOrDefault(part, 0.0);
    }

    double total() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of the services alone. */
    double services() {
        return total() - of(POSTGRES) - of(REDIS);
    }

    Cost plus(Cost other) {
        return with(other, Double::sum);
    }

    Cost since(Cost before) {
        return with(before, (now, then) -> now - then);
    }

    /** For one of so many requests. */
    Cost each(long requests) {
        var each = new LinkedHashMap<String, Double>();
        millis.forEach((part, used) -> each.put(part, used / requests));
        return new Cost(each);
    }

    private Cost with(Cost other, DoubleBinaryOperator both) {
        var result = new LinkedHashMap<String, Double>();
        millis.forEach((part, used) -> result.put(part, both.applyAsDouble(used, other.of(part))));
        other.millis.forEach((part, used) -> result.computeIfAbsent(part, name -> both.applyAsDouble(0, used)));
        return new Cost(result);
    }
}
