package dev.gatehouse.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs for Node with the packages of npm that their lock file pins: those of the benchmark and of tests. */
public final class NodePackages {
    private static final String LOCK = "package-lock.json";
    private static final int MINUTES = 3;

    private NodePackages() {}

    /** Whether there are a Node and its npm on the PATH. */
    public static boolean possible() {
        return onThePath("node") && onThePath("npm");
    }

    /**
     * Copies the files of {@code source} (programs, package.json and package-lock.json) to {@code directory}, and has npm
     * fetch the packages, unless they are there as the lock file has them.
     *
     * @throws LaunchFailure where npm fails, which says where its log is
     */
    public static synchronized void install(Path source, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        // npm writes the inner one when it is done.
        boolean done = Files.exists(directory.resolve("node_modules/." + LOCK))
                && Files.exists(directory.resolve(LOCK))
                && Files.mismatch(directory.resolve(LOCK), source.resolve(LOCK)) < 0;
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(directory.resolve(file.getFileName()), Files.readString(file));
            }
        }
        if (done) {
            return;
        }
        Path log = directory.resolve("npm.log");
        // Not by what this program reads and writes itself: a test talks by that to whoever runs it.
        Process npm = new ProcessBuilder(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroy();
            throw new LaunchFailure("npm ci fails; its log is " + log);
        }
    }

    private static boolean onThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
