package dev.gatehouse.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where unpacked binaries are kept between runs. */
final class Cache {
    private Cache() {}

    /** The user's own cache; where that cannot be written, {@code fallback}. */
    static Path directory(Path fallback) {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path parent = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home", ""), ".cache")
                : Path.of(configured);
        Path own = parent.resolve("gatehouse");
        try {
            PrivateDirectory.make(own);
            if (Files.isWritable(own)) {
                return own;
            }
        } catch (IOException e) {
            // No home to write to, as with some service users.
        }
        try {
            Path inside = fallback.resolve("binaries");
            PrivateDirectory.make(inside);
            return inside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
