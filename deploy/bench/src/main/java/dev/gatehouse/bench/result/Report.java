package dev.gatehouse.bench.result;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * All that a run found.
 *
 * @param facts what to know of the run, in the order to show it
 * @param signatures a second on one thread, by who makes them
 * @param compared whether goals and ratios are shown
 */
public record Report(
        Map<String, String> facts,
        Figures figures,
        List<Start> starts,
        Map<String, Double> signatures,
        boolean compared) {
    /** Cores; the kernel's own work for the network alone takes a part of this. */
    private static final double BUSY = 0.5;

    private static final String NO_CELL = "";

    /** Whether any answer was not what it should be. */
    public boolean failed() {
        return figures.failed();
    }

    /** Whether others took so little of the machine that the figures can be a record. */
    public boolean quiet() {
        return figures.otherCores() < BUSY;
    }

    /** The table, then the facts. */
    public String markdown() {
        String memory = figures.memoryGoal();
        return table() + "\n" + failures()
                + (memory.isEmpty() ? "" : "- resident memory after all: " + memory + "\n")
                + "- others on the machine, kernel and hypervisor included: " + Numbers.shown(figures.otherCores())
                + " cores on the average\n"
                + facts.entrySet().stream()
                        .map(fact -> "- " + fact.getKey() + ": " + fact.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private String table() {
        var table = new Table(
                "work",
                "side",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "late",
                "CPU ms/request",
                "PostgreSQL + Redis",
                "load tool, cores",
                "resident MB",
                "× Keycloak",
                "× JVM",
                "goal");
        signatures.forEach((provider, rate) -> table.add(
                "ES256 signature alone, one thread",
                provider,
                Numbers.shown(rate),
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.shown(1000 / rate),
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                NO_CELL));
        figures.all().forEach(figure -> add(table, figure));
        starts.forEach(start -> table.add(
                "start to ready",
                start.side(),
                Numbers.NONE,
                Numbers.shown(start.median()),
                Numbers.shown(start.slowest()),
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.NONE,
                Numbers.shown(faster(start, Figures.KEYCLOAK)),
                Numbers.shown(faster(start, Figures.JVM)),
                NO_CELL));
        return table.toString();
    }

    private void add(Table table, Figure figure) {
        boolean failed = figure.failure().isPresent();
        boolean alone = figure.side().equals(Figures.HASH);
        table.add(
                figure.row().title(),
                figure.side(),
                failed ? "failed" : Numbers.shown(figure.rate()),
                failed ? Numbers.NONE : Numbers.shown(figure.latency(50)),
                failed ? Numbers.NONE : Numbers.shown(figure.latency(99)),
                failed ? Numbers.NONE : Numbers.shown(figure.latency(99.9)),
                failed ? Numbers.NONE : late(figure),
                failed ? Numbers.NONE : Numbers.shown(figure.cpuMillis()),
                failed || alone ? Numbers.NONE : Numbers.shown(figure.storesMillis()),
                failed || alone ? Numbers.NONE : tool(figure),
                failed || alone ? Numbers.NONE : Numbers.shown(figure.residentMegabytes()),
                ratio(figure, Figures.KEYCLOAK),
                ratio(figure, Figures.JVM),
                compared ? figures.goal(figure) : NO_CELL);
    }

    /** How many, not how many of a hundred: any at all says that the rate was too much. */
    private static String late(Figure figure) {
        return figure.late().isPresent() ? Long.toString(figure.late().getAsLong()) : Numbers.NONE;
    }

    private static String tool(Figure figure) {
        return Numbers.shown(figure.toolCores()) + (figure.toolLimits() ? " (its limit)" : "");
    }

    /** All of Gatehouse is held against Keycloak, and its native form against the other. */
    private static boolean compares(String side, String other) {
        return other.equals(Figures.KEYCLOAK)
                ? side.equals(Figures.JVM) || side.equals(Figures.NATIVE)
                : side.equals(Figures.NATIVE);
    }

    private String ratio(Figure figure, String side) {
        // At a rate that is set all are as fast.
        return compares(figure.side(), side) && figure.late().isEmpty()
                ? Numbers.shown(figures.ratio(figure, side))
                : Numbers.NONE;
    }

    private String failures() {
        String lines = figures.all().stream()
                .filter(figure -> figure.failure().isPresent())
                .map(figure -> "- FAILED " + figure.row().title() + ", " + figure.side() + ": "
                        + figure.failure().orElseThrow() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : lines + "\n";
    }

    private OptionalDouble faster(Start start, String side) {
        return !compares(start.side(), side)
                ? OptionalDouble.empty()
                : starts.stream()
                        .filter(other -> other.side().equals(side))
                        .mapToDouble(other -> other.median() / start.median())
                        .findFirst();
    }

    /** The same for programs. */
    public String json() {
        var rows = new JsonArray();
        figures.all().forEach(figure -> rows.add(json(figure)));
        var started = new JsonArray();
        starts.forEach(start -> started.add(new JsonObject()
                .put("side", start.side())
                .put("median_ms", start.median())
                .put("slowest_ms", start.slowest())));
        var facts = new JsonObject();
        this.facts.forEach(facts::put);
        var floors = new JsonObject();
        signatures.forEach(floors::put);
        return new JsonObject()
                .put("facts", facts)
                .put("es256_signatures_per_second", floors)
                .put("rows", rows)
                .put("start_to_ready", started)
                .put("other_cores", figures.otherCores())
                .encodePrettily();
    }

    private JsonObject json(Figure figure) {
        var row = new JsonObject()
                .put("row", figure.row().option())
                .put("side", figure.side())
                .put("connections", figure.row().connections());
        if (figure.failure().isPresent()) {
            return row.put("failure", figure.failure().orElseThrow());
        }
        row.put("requests", figure.requests())
                .put("requests_per_second", figure.rate())
                .put("requests_per_second_by_round", new JsonArray(figure.rates()))
                .put("p50_ms", figure.latency(50))
                .put("p99_ms", figure.latency(99))
                .put("p99_9_ms", figure.latency(99.9))
                .put("cpu_ms_per_request", figure.cpuMillis())
                .put("stores_cpu_ms_per_request", figure.storesMillis())
                .put("load_tool_cores", figure.toolCores())
                .put("load_tool_limits", figure.toolLimits())
                .put("resident_mb", figure.residentMegabytes());
        figure.late().ifPresent(late -> row.put("late", late));
        figures.ratio(figure, Figures.KEYCLOAK).ifPresent(ratio -> row.put("ratio_to_keycloak", ratio));
        figures.ratio(figure, Figures.JVM).ifPresent(ratio -> row.put("ratio_to_jvm", ratio));
        String goal = figures.goal(figure);
        return goal.isEmpty() ? row : row.put("goal", goal);
    }
}
