package dev.gatehouse.charts.setup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program under src/test/node, with the libraries that its lock file pins. Skipped where there is no Node. */
public final class NodeProgram {
    private static final Path MODULE = Charts.projectRoot().resolve("deploy/charts-test");
    private static final Path SOURCE = MODULE.resolve("src/test/node");
    private static final Path INSTALLED = MODULE.resolve("target/node");

    private NodeProgram() {}

    /** What it says, being given a file with {@code input}. */
    public static String run(String program, String input) throws IOException, InterruptedException {
        Assumptions.assumeTrue(onThePath("node") && onThePath("npm"), "no Node is installed");
        install();
        Path file = Files.writeString(INSTALLED.resolve("input.json"), input);
        Process process = new ProcessBuilder("node", program, file.toString())
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(program + " fails: " + said);
        }
        return said;
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(INSTALLED.resolve(file.getFileName()), Files.readString(file));
            }
        }
        // What is installed already is as the lock file has it.
        Path done = INSTALLED.resolve("node_modules/.package-lock.json");
        if (Files.exists(done)
                && Files.getLastModifiedTime(done)
                                .compareTo(Files.getLastModifiedTime(SOURCE.resolve("package-lock.json")))
                        > 0) {
            return;
        }
        Process npm = new ProcessBuilder(
                        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"))
                .directory(INSTALLED.toFile())
                // Not this process' own input and output, by which Maven speaks with it.
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroy();
            throw new AssertionError("npm ci fails");
        }
    }

    private static boolean onThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
