package dev.gatehouse.charts.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own tool for rules, on the alerts as the chart renders them. */
public final class Promtool {
    private static final Path MODULE = Charts.projectRoot().resolve("deploy/charts-test");
    private static final Path TESTS = MODULE.resolve("src/test/promtool");
    private static final Path WORK = MODULE.resolve("target/promtool");

    private Promtool() {}

    /** What it ended with, and what it said. */
    public record Said(int exit, String text) {}

    /** The alerts that there is a test of, by its file's name. */
    public static List<String> tested() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The test of an alert. */
    public static Path test(String alert) {
        return TESTS.resolve(alert + ".yaml");
    }

    /** {@code promtool check rules}. @param groups JSON, which is YAML too */
    public static Said check(String groups) throws IOException, InterruptedException {
        return run(groups, "check", "rules", "rules.yaml");
    }

    /** {@code promtool test rules}, by the test of one alert. */
    public static Said test(String groups, String alert) throws IOException, InterruptedException {
        return run(groups, "test", "rules", alert + ".yaml");
    }

    private static Said run(String groups, String... arguments) throws IOException, InterruptedException {
        Installed.PROMTOOL.require();
        Files.createDirectories(WORK);
        Files.writeString(WORK.resolve("rules.yaml"), groups);
        for (String alert : tested()) {
            Files.writeString(WORK.resolve(alert + ".yaml"), Files.readString(test(alert)));
        }
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
