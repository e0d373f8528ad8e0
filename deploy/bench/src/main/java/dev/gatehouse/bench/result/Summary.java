package dev.gatehouse.bench.result;

import dev.gatehouse.bench.side.Row;
import java.util.List;
import java.util.Optional;

/** The table in short, for a page where figures are not the subject. */
public record Summary(Figures figures, List<Start> starts) {
    private static final List<String> SIDES =
            List.of(Figures.JVM, Figures.NATIVE, Figures.KEYCLOAK, Figures.OIDC_PROVIDER);

    /** In Markdown; the last line is the memory after the last of the rows. */
    public String markdown() {
        var table = new Table(
                "work, requests/s", SIDES.get(0), SIDES.get(1), SIDES.get(2), SIDES.get(3), "× Keycloak", "goal");
        for (Row row : Row.values()) {
            if (row != Row.EMPTY && figures.of(row, Figures.JVM).isPresent()) {
                add(table, row);
            }
        }
        addLine(table, "start to ready, ms", SIDES.stream().map(this::start).toList(), "");
        addLine(
                table,
                "resident after all, MB",
                SIDES.stream()
                        .map(side -> figures.last(side)
                                .filter(figure -> figure.failure().isEmpty())
                                .map(Figure::residentMegabytes))
                        .toList(),
                figures.memoryGoal());
        return table.toString();
    }

    private void add(Table table, Row row) {
        table.add(
                row.timed() ? row.title() + ", p99 ms" : row.title(),
                rate(row, Figures.JVM),
                rate(row, Figures.NATIVE),
                rate(row, Figures.KEYCLOAK),
                rate(row, Figures.OIDC_PROVIDER),
                figures.of(row, Figures.JVM)
                        .map(figure -> Numbers.shown(figures.ratio(figure, Figures.KEYCLOAK)))
                        .orElse(Numbers.NONE),
                goal(row));
    }

    private static void addLine(Table table, String title, List<Optional<Double>> values, String goal) {
        List<String> cells = values.stream()
                .map(value -> value.map(Numbers::shown).orElse(Numbers.NONE))
                .toList();
        table.add(title, cells.get(0), cells.get(1), cells.get(2), cells.get(3), Numbers.NONE, goal);
    }

    private String rate(Row row, String side) {
        return figures.of(row, side)
                .map(figure -> figure.failure().isPresent()
                        ? "failed"
                        : Numbers.shown(row.timed() ? figure.latency(99) : figure.rate()))
                .orElse(Numbers.NONE);
    }

    /** Of both forms, where they differ. */
    private String goal(Row row) {
        String jvm = figures.of(row, Figures.JVM).map(figures::goal).orElse("");
        Optional<String> compiled = figures.of(row, Figures.NATIVE).map(figures::goal);
        return compiled.isEmpty() || compiled.get().equals(jvm) ? jvm : jvm + " (native: " + compiled.get() + ")";
    }

    private Optional<Double> start(String side) {
        return starts.stream()
                .filter(start -> start.side().equals(side))
                .map(Start::median)
                .findFirst();
    }
}
