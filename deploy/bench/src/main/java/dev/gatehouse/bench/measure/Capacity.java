package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.result.Numbers;
import dev.gatehouse.bench.result.Table;
import java.util.List;
import java.util.Locale;

/**
 * What a rate needs, reckoned from what one request costs: cores = requests a second × CPU time of each ÷ the share of a core
 * that may be busy.
 *
 * @param perSecond requests
 */
record Capacity(String work, double perSecond, Cost cost) {
    /** Busier, and waiting for a processor is what requests do most. */
    static final double BUSY = 0.7;
    /** Cores of a node that are there for the services. */
    static final int NODE = 16;

    double cores(String part) {
        return needed(cost.of(part));
    }

    /** Nodes for the four services together. */
    long nodes() {
        return (long) Math.ceil(needed(cost.services()) / NODE);
    }

    /** A Redis does all commands on one thread: so many requests a second are the most for one. */
    double mostWithOneRedis() {
        return BUSY * 1000 / cost.of(Cost.REDIS);
    }

    private double needed(double millis) {
        return perSecond * millis / 1000 / BUSY;
    }

    /** All of them, one a line. */
    static String table(List<Capacity> all) {
        var table = new Table(
                "work",
                "a second",
                "identity, cores",
                "token, cores",
                "session, cores",
                "oauth, cores",
                "nodes of " + NODE + " cores",
                "PostgreSQL, cores",
                "Redis, cores",
                "one Redis is enough up to, a second");
        all.forEach(one -> table.add(
                one.work,
                String.format(Locale.ROOT, "%,.0f", one.perSecond),
                Numbers.shown(one.cores("identity-service")),
                Numbers.shown(one.cores("token-service")),
                Numbers.shown(one.cores("session-service")),
                Numbers.shown(one.cores("oauth-service")),
                Long.toString(one.nodes()),
                Numbers.shown(one.cores(Cost.POSTGRES)),
                Numbers.shown(one.cores(Cost.REDIS)),
                Numbers.shown(one.mostWithOneRedis())));
        return table.toString();
    }
}
