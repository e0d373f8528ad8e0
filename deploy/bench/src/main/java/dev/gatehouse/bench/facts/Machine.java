package dev.gatehouse.bench.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine, without its name. */
public final class Machine {
    private Machine() {}

    /** Such as {@code 2 cores (a processor), 24 GB}. */
    public static String described() {
        return Runtime.getRuntime().availableProcessors() + " cores"
                + field("/proc/cpuinfo", "model name")
                        .map(model -> " (" + model + ")")
                        .orElse("")
                + field("/proc/meminfo", "MemTotal")
                        .map(total -> ", " + Long.parseLong(total.replaceAll("[^0-9]", "")) / 1_000_000 + " GB")
                        .orElse("")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** Such as {@code 25.0.1 (Eclipse Adoptium)}. */
    public static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    private static Optional<String> field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
