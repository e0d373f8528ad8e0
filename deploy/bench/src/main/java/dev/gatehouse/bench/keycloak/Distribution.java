package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.side.BenchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keycloak's zip, unpacked and built for production on PostgreSQL, once. */
record Distribution(Path home) {
    /** What is fixed when it is built: one server, so no cluster of caches, which also spares it the joining of one. */
    private static final List<String> OPTIONS = List.of("--db=postgres", "--cache=local", "--health-enabled=true");

    private static final int BUILD_MINUTES = 5;

    /** @param directory to unpack into, where that was not done yet */
    static Distribution unpacked(Path zip, Path directory, String version) {
        Path home = directory.resolve("keycloak-" + version);
        Path built = home.resolve("built-for-the-benchmark");
        try {
            if (!Files.exists(built)) {
                unpack(zip, directory);
                build(home, directory.resolve("keycloak-build.log"));
                Files.createFile(built);
            }
        } catch (IOException e) {
            throw new BenchFailure("Keycloak cannot be unpacked from " + zip + ": " + e.getMessage());
        }
        return new Distribution(home);
    }

    /** The command that starts it. */
    List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void unpack(Path zip, Path directory) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                var entries = new ZipInputStream(file)) {
            ZipEntry entry;
            while ((entry = entries.getNextEntry()) != null) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("an entry leads out of the directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Path parent = target.getParent();
                    if (parent != null) {
                        Files.createDirectories(parent);
                    }
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void build(Path home, Path log) throws IOException {
        var command = new ArrayList<>(new Distribution(home).command("build"));
        command.addAll(OPTIONS);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw new IOException("kc.sh build failed; its log is " + log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The same Java as Gatehouse runs on. */
    static Map<String, String> environment() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"));
    }
}
