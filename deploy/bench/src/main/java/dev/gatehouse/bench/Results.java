package dev.gatehouse.bench;

import dev.gatehouse.bench.result.Report;
import dev.gatehouse.bench.result.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where figures are kept: under deploy/bench/results, and in short in the project's README. */
record Results(Path root, Consumer<String> progress) {
    private static final String BEGIN = "<!-- figures: ./gatehouse bench writes them -->\n";
    private static final String END = "<!-- end of figures -->";

    void keep(Report report) throws IOException {
        write("latest.md", report.markdown());
        write("latest.json", report.json() + "\n");
        Path readme = root.resolve("README.md");
        String text = Files.readString(readme);
        String changed = between(text, new Summary(report.figures(), report.starts()).markdown());
        if (!changed.equals(text)) {
            Files.writeString(readme, changed);
            progress.accept("written to README.md");
        }
    }

    void write(String name, String text) throws IOException {
        Path results = root.resolve("deploy/bench/results");
        Files.createDirectories(results);
        Files.writeString(results.resolve(name), text);
        progress.accept("written to deploy/bench/results/" + name);
    }

    /** {@code text} with the figures between the markers; as it was where they are missing. */
    static String between(String text, String figures) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        return begin < 0 || end < begin
                ? text
                : text.substring(0, begin + BEGIN.length()) + "\n" + figures + "\n" + text.substring(end);
    }
}
