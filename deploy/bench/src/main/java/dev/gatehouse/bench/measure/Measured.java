package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.result.Numbers;
import dev.gatehouse.bench.result.Table;
import dev.gatehouse.launcher.suite.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one service in one form came to.
 *
 * @param firstAnswer median, in milliseconds
 * @param ready median, in milliseconds
 * @param idle memory in megabytes, before any work
 * @param loaded memory in megabytes, after 10,000 requests
 * @param size in megabytes
 * @param buildSeconds empty where it is not known
 */
public record Measured(
        String service,
        Form form,
        double firstAnswer,
        double ready,
        double idle,
        double loaded,
        double size,
        OptionalDouble buildSeconds) {
    private static final double START_GOAL = 50;
    private static final double START_GOAL_WITH_POSTGRES = 90;
    private static final double MEMORY_GOAL = 60;
    private static final double SIZE_GOAL = 120;

    /** All of them, one a line. */
    public static String table(List<Measured> all) {
        var table = new Table(
                "service",
                "form",
                "first answer ms",
                "ready ms",
                "idle MB",
                "after 10,000 requests MB",
                "on disk MB",
                "build s",
                "goals of the native form");
        all.forEach(one -> table.add(
                one.service,
                one.form == Form.JVM ? "JVM" : "native",
                Numbers.shown(one.firstAnswer),
                Numbers.shown(one.ready),
                Numbers.shown(one.idle),
                Numbers.shown(one.loaded),
                Numbers.shown(one.size),
                Numbers.shown(one.buildSeconds),
                one.form == Form.JVM ? "" : one.goals()));
        return table.toString();
    }

    /** Each goal that is not reached; or that all are. */
    String goals() {
        // The only one without PostgreSQL.
        double start = service.equals("session-service") ? START_GOAL : START_GOAL_WITH_POSTGRES;
        var missed = new ArrayList<String>();
        if (firstAnswer >= start) {
            missed.add("first answer under " + Numbers.shown(start) + " ms: not reached");
        }
        if (loaded >= MEMORY_GOAL) {
            missed.add("under " + Numbers.shown(MEMORY_GOAL) + " MB after the load: not reached");
        }
        if (size >= SIZE_GOAL) {
            missed.add("under " + Numbers.shown(SIZE_GOAL) + " MB on disk: not reached");
        }
        return missed.isEmpty() ? "all reached" : String.join("; ", missed);
    }
}
