package dev.gatehouse.bench.oidcprovider;

import dev.gatehouse.bench.side.BenchFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** deploy/bench/oidc-provider with the libraries that its lock file pins, in a directory of the benchmark's. */
record Installation(Path directory) {
    static final String PROGRAM = "server.mjs";
    private static final int MINUTES = 3;

    static boolean possible() {
        return onThePath("node") && onThePath("npm");
    }

    /** @throws BenchFailure where npm cannot install it */
    static Installation of(Path source, Path directory) {
        try {
            Files.createDirectories(directory);
            // What is installed already is as the lock file has it.
            Path done = directory.resolve("package-lock.json");
            boolean fresh = Files.exists(directory.resolve("node_modules/.package-lock.json"))
                    && Files.exists(done)
                    && Files.mismatch(done, source.resolve("package-lock.json")) < 0;
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.writeString(directory.resolve(file.getFileName()), Files.readString(file));
                }
            }
            if (!fresh) {
                install(directory);
            }
        } catch (IOException e) {
            throw new BenchFailure("oidc-provider cannot be installed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
        return new Installation(directory);
    }

    /** Such as {@code v22.1.0}. */
    static String node() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            try (var said = node.inputReader()) {
                String version = said.readLine();
                return version == null ? "unknown" : version;
            }
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static void install(Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("npm.log");
        Process npm = new ProcessBuilder(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroy();
            throw new BenchFailure("npm ci fails; its log is " + log);
        }
    }

    private static boolean onThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
