package dev.gatehouse.bench;

import dev.gatehouse.bench.measure.Measured;
import dev.gatehouse.bench.result.Report;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** {@code bench}, {@code measure} and {@code train}; the script {@code gatehouse} at the project's root hands over to it. */
public final class Main {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    /** Exits with 0, or with 1 where an answer was not what it should be, or the run could not be made. */
    public static void main(String[] arguments) throws IOException {
        int status;
        try {
            CommandLine command = CommandLine.parse(arguments);
            status = run(command);
        } catch (BenchFailure e) {
            ERR.println("gatehouse: " + e.getMessage());
            status = 1;
        } catch (LaunchFailure e) {
            ERR.println("gatehouse: " + e.getMessage());
            e.details().forEach(ERR::println);
            status = 1;
        }
        System.exit(status);
    }

    private static int run(CommandLine command) throws IOException {
        if (command.users() > 0) {
            return one(command, "search.md", Bench::search);
        }
        if (command.tries() > 0) {
            return one(command, "tries.md", Bench::tries);
        }
        if (command.sessions() > 0) {
            return one(command, "sessions.md", Bench::sessions);
        }
        if (!command.growth().isEmpty()) {
            return one(command, "growth.md", Bench::growth);
        }
        return switch (command.verb()) {
            case BENCH -> bench(command);
            case MEASURE -> measure(command);
            case TRAIN -> train(command);
        };
    }

    private static int train(CommandLine command) {
        try (var bench = new Bench(command, line -> OUT.println("  " + line))) {
            bench.train();
        }
        return 0;
    }

    private static int bench(CommandLine command) throws IOException {
        Report report;
        try (var bench = new Bench(command, line -> OUT.println("  " + line))) {
            report = bench.run();
        }
        OUT.println();
        OUT.println(report.markdown());
        // A run of some rows is no record; a row that failed is, and says so.
        if (command.complete() && report.quiet()) {
            results(command).keep(report);
        } else if (command.scheduled() && report.quiet()) {
            results(command).write("rates.md", report.markdown());
        } else if (command.complete() || command.scheduled()) {
            OUT.println("not kept: others used too much of the machine");
        }
        return report.failed() ? 1 : 0;
    }

    private static int measure(CommandLine command) throws IOException {
        List<Measured> measured;
        String facts;
        try (var bench = new Bench(command, line -> OUT.println("  " + line))) {
            measured = bench.measure();
            facts = RunFacts.ofMeasuring(command);
        }
        String text = Measured.table(measured) + "\n" + facts;
        OUT.println();
        OUT.println(text);
        results(command).write("services.md", text);
        return 0;
    }

    private static int one(CommandLine command, String file, Function<Bench, String> measurement) throws IOException {
        String text;
        try (var bench = new Bench(command, line -> OUT.println("  " + line))) {
            text = measurement.apply(bench) + "\n" + RunFacts.ofOne(command);
        }
        OUT.println();
        OUT.println(text);
        results(command).write(file, text);
        return 0;
    }

    private static Results results(CommandLine command) {
        return new Results(command.root(), OUT::println);
    }
}
