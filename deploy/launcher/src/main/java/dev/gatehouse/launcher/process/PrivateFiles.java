package dev.gatehouse.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Files and directories that only the user who starts the suite may read. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes {@code directory}, mode 0700, with its parents; narrows the mode of one that is there. */
    public static void directory(Path directory) {
        try {
            Files.createDirectories(directory);
            if (posix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new LaunchFailure("cannot make the directory " + directory + ": " + reason(e));
        }
    }

    /** Writes {@code text}, mode 0600, as a whole or not at all. */
    public static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent == null) {
                throw new IOException("not a file");
            }
            // Temporary files are made with mode 0600 where the file system knows modes.
            Path draft = Files.createTempFile(parent, "." + file.getFileName(), ".new", new FileAttribute<?>[0]);
            try {
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new LaunchFailure("cannot write " + file + ": " + reason(e));
        }
    }

    /** Deletes a file, where it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LaunchFailure("cannot delete " + file + ": " + reason(e));
        }
    }

    /** The last {@code count} lines of a log; empty where there is none. */
    public static java.util.List<String> tail(Path log, int count) {
        try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            var kept = new java.util.ArrayDeque<String>();
            lines.forEach(line -> {
                kept.add(line);
                if (kept.size() > count) {
                    kept.remove();
                }
            });
            return java.util.List.copyOf(kept);
        } catch (IOException | UncheckedIOException e) {
            return java.util.List.of();
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
