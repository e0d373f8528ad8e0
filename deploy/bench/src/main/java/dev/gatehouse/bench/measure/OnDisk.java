package dev.gatehouse.bench.measure;

import dev.gatehouse.launcher.suite.Form;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a build left: how large it is, and how long it took. */
final class OnDisk {
    private static final double MEGABYTE = 1e6;

    private OnDisk() {}

    /** Of the binary, or of the directory with all jars; in megabytes. */
    static double megabytes(Form form, Path program) {
        Path whole = switch (form) {
            case JVM -> program.resolveSibling("");
            case NATIVE -> program;
        };
        try (Stream<Path> files = Files.walk(whole)) {
            return files.filter(Files::isRegularFile).mapToLong(OnDisk::size).sum() / MEGABYTE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds that native-image took, or Maven for the JVM's form as the script tells; empty where it is not known. */
    static OptionalDouble buildSeconds(Form form, String service, Path program) {
        if (form == Form.JVM) {
            Integer seconds = Integer.getInteger("gatehouse.build." + service);
            return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
        }
        String name = String.valueOf(program.getFileName());
        Path report = program.resolveSibling(name.replaceAll("-runner$", "") + "-native-image-source-jar")
                .resolve(name + "-build-output-stats.json");
        if (!Files.isRegularFile(report)) {
            return OptionalDouble.empty();
        }
        try {
            JsonObject use = new JsonObject(Files.readString(report)).getJsonObject("resource_usage");
            return OptionalDouble.of(use.getDouble("total_secs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
