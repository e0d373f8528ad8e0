package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.result.Numbers;
import dev.gatehouse.bench.result.Table;
import dev.gatehouse.bench.side.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each kind of work costs among more and more users; and what much larger rates need at that cost. */
record GrowthReport(List<Grown> all) {
    /** From the cost among the fewest users. */
    private static final double FLAT = 0.10;

    private static final int SIGN_INS = 10_000;
    private static final int VERIFICATIONS = 1_000_000;

    /** Rows, the verdict, and what is needed. */
    String markdown() {
        String needs = Capacity.table(needs());
        return table() + "\n" + verdict() + "\n" + needs;
    }

    private String table() {
        var table = new Table(
                "users and sessions",
                "replicas",
                "work",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "identity, CPU ms/request",
                "token",
                "session",
                "oauth",
                Cost.POSTGRES,
                Cost.REDIS,
                "all",
                "against the fewest, %");
        all.forEach(one -> table.add(
                String.format(Locale.ROOT, "%,d", one.users()),
                Integer.toString(one.replicas()),
                one.row().title(),
                Numbers.shown(one.rate()),
                Numbers.shown(one.median()),
                Numbers.shown(one.slow()),
                Numbers.shown(one.cost().of("identity-service")),
                Numbers.shown(one.cost().of("token-service")),
                Numbers.shown(one.cost().of("session-service")),
                Numbers.shown(one.cost().of("oauth-service")),
                Numbers.shown(one.cost().of(Cost.POSTGRES)),
                Numbers.shown(one.cost().of(Cost.REDIS)),
                Numbers.shown(one.cost().total()),
                growth(one).map(GrowthReport::percent).orElse("")));
        return table.toString();
    }

    /** A number, so that it stands to the right. */
    private static String percent(double growth) {
        return String.format(Locale.ROOT, "%.1f %s", 100 * Math.abs(growth), growth < 0 ? "less" : "more");
    }

    /** How much more it costs than the same among the fewest users, as a part of that; empty for these themselves. */
    private Optional<Double> growth(Grown one) {
        return fewest(one)
                .filter(first -> first.users() < one.users() && first.cost().total() > 0)
                .map(first -> one.cost().total() / first.cost().total() - 1);
    }

    private Optional<Grown> fewest(Grown one) {
        return all.stream()
                .filter(other -> other.row() == one.row() && other.replicas() == one.replicas())
                .findFirst();
    }

    private String verdict() {
        var beyond = new ArrayList<String>();
        for (Grown one : all) {
            Optional<Double> growth = growth(one);
            if (growth.isPresent() && growth.get() > FLAT) {
                beyond.add(String.format(
                        Locale.ROOT, "%s at %,d with %d replicas", one.row().title(), one.users(), one.replicas()));
            }
        }
        long compared = all.stream().filter(one -> growth(one).isPresent()).count();
        if (compared == 0) {
            return "- nothing to compare: there is one size alone\n";
        }
        return "- the cost of a request stays within 10 % of that among the fewest: "
                + (beyond.isEmpty() ? "reached" : "not reached: " + String.join("; ", beyond))
                + "\n";
    }

    /** At the cost among the most users, with one replica. */
    private List<Capacity> needs() {
        var needs = new ArrayList<Capacity>();
        need(needs, Row.SIGN_IN, SIGN_INS);
        need(needs, Row.BROWSER_SIGN_IN, SIGN_INS);
        need(needs, Row.REFRESH, SIGN_INS);
        need(needs, Row.VERIFY_JWT, VERIFICATIONS);
        need(needs, Row.VERIFY_OPAQUE, VERIFICATIONS);
        need(needs, Row.VERIFY_COOKIE, VERIFICATIONS);
        need(needs, Row.VERIFY_KEY, VERIFICATIONS);
        return needs;
    }

    private void need(List<Capacity> needs, Row row, int perSecond) {
        all.stream()
                .filter(one -> one.row() == row && one.replicas() == 1)
                .reduce((first, second) -> second)
                .ifPresent(one -> needs.add(new Capacity(row.title(), perSecond, one.cost())));
    }
}
