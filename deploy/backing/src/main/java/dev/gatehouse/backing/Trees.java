package dev.gatehouse.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class Trees {
    private Trees() {}

    /** Deletes {@code root} and everything below; links are deleted, not followed. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(root)) {
            found = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.delete(path);
        }
    }

    /** Deletes what is in {@code root}, but for {@code kept}. */
    static void empty(Path root, Path kept) throws IOException {
        List<Path> children;
        try (Stream<Path> list = Files.list(root)) {
            children = list.filter(path -> !path.equals(kept)).toList();
        }
        for (Path child : children) {
            delete(child);
        }
    }
}
