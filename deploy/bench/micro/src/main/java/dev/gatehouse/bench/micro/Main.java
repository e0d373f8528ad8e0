package dev.gatehouse.bench.micro;

import dev.gatehouse.bench.facts.Machine;
import dev.gatehouse.bench.result.Numbers;
import dev.gatehouse.bench.result.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code bench --micro}: runs all benchmarks, prints a table and keeps it; {@code --quick}: once and short, kept nowhere. */
public final class Main {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Main() {}

    /** Exits with 0, or with 1 where one of them fails. */
    public static void main(String[] arguments) throws IOException {
        boolean quick = List.of(arguments).contains("--quick");
        try {
            Collection<RunResult> results = new Runner(options(quick).build()).run();
            String text = table(results) + "\n" + facts(quick);
            OUT.println(text);
            if (!quick) {
                Path kept = Path.of(System.getProperty("gatehouse.root", ""), "deploy/bench/results/micro.md");
                Files.writeString(kept, text);
                OUT.println("written to deploy/bench/results/micro.md");
            }
        } catch (RunnerException e) {
            OUT.println("gatehouse: " + e.getMessage());
            System.exit(1);
        }
    }

    private static ChainedOptionsBuilder options(boolean quick) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("dev\\.gatehouse\\.token\\..*Benchmark\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .verbosity(quick ? VerboseMode.SILENT : VerboseMode.NORMAL)
                .jvmArgs(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 1 : 5)
                .warmupTime(quick ? TimeValue.milliseconds(200) : TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(quick ? TimeValue.milliseconds(200) : TimeValue.seconds(1));
        return quick ? options.param("algorithm", "ES256") : options;
    }

    private static String table(Collection<RunResult> results) {
        var table = new Table("what", "µs", "±", "a second, one thread", "bytes allocated");
        for (RunResult run : results) {
            Result<?> time = run.getPrimaryResult();
            table.add(
                    title(run),
                    Numbers.shown(time.getScore()),
                    Numbers.shown(time.getScoreError()),
                    Numbers.shown(1e6 / time.getScore()),
                    allocated(run));
        }
        return table.toString();
    }

    /** Such as {@code Jwt, sign, ES256}. */
    private static String title(RunResult run) {
        String name = run.getParams().getBenchmark();
        String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
                .replace("Benchmark.", ", ");
        String algorithm = run.getParams().getParam("algorithm");
        return algorithm == null ? method : method + ", " + algorithm;
    }

    private static String allocated(RunResult run) {
        return run.getBenchmarkResults().stream()
                .map(BenchmarkResult::getSecondaryResults)
                .filter(found -> found.containsKey(ALLOCATED))
                .map(found -> Numbers.shown(found.get(ALLOCATED).getScore()))
                .findFirst()
                .orElse(Numbers.NONE);
    }

    private static String facts(boolean quick) {
        return """
                - date: %s
                - machine: %s
                - Gatehouse: %s; Java %s
                - JMH: %s; signatures by the provider that token-service has, Corretto's where it loads
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Machine.described(),
                        System.getProperty("gatehouse.commit", "unknown"),
                        Machine.java(),
                        quick
                                ? "one fork, 0.2 s: a smoke test, no figures"
                                : "3 forks, each 5 s of warm-up and 5 iterations of 1 s, on one thread; ± is half of the"
                                        + " interval that the mean is in with 99.9 %");
    }
}
