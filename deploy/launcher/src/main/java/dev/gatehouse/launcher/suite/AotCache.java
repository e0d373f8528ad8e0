package dev.gatehouse.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a service's Java virtual machine has learnt in a training run, beside its program: classes as they are once loaded
 * and linked (JEP 483, 514), and profiles of methods (JEP 515). With it a service starts in half the time and is warm at
 * once. A virtual machine ignores one that does not fit.
 */
public final class AotCache {
    /** In place of it, options for all services have the path of the cache of each. */
    static final String PLACE = "{cache}";

    private static final String OUTPUT = "-XX:AOTCacheOutput=";

    /** An option with which each service writes its cache when it is stopped, which takes it some seconds. */
    public static final String TRAINING = OUTPUT + PLACE;

    private final Path program;

    /** @param program the jar that is run */
    AotCache(Path program) {
        this.program = program;
    }

    Path file() {
        return program.resolveSibling("service.aot");
    }

    static boolean isTraining(List<String> options) {
        return options.stream().anyMatch(option -> option.startsWith(OUTPUT));
    }

    /** Uses the cache, where there is one of just this program; nothing where one is being made. */
    List<String> use(List<String> options) {
        return !isTraining(options) && fits() ? List.of("-XX:AOTCache=" + file()) : List.of();
    }

    private boolean fits() {
        try {
            return Files.isRegularFile(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(program)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
