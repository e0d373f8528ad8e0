package dev.gatehouse.launcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes, and one suite at a time. */
class PrivateFilesTest {
    private final Path directory;

    PrivateFilesTest(@TempDir Path temporary) {
        directory = temporary.resolve("data dir");
        PrivateFiles.directory(directory);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void onlyTheUserReadsThem() throws IOException {
        assertEquals("rwx------", mode(directory));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateFiles.directory(directory);
        assertEquals("rwx------", mode(directory));
        Path secret = directory.resolve("secret");
        PrivateFiles.write(secret, "one");
        PrivateFiles.write(secret, "two");
        assertEquals("rw-------", mode(secret));
        assertEquals("two", Files.readString(secret));
    }

    @Test
    void oneSuiteAtATimeUsesADirectory() {
        Path file = directory.resolve("lock");
        try (var lock = InstanceLock.take(file)) {
            var failure = assertThrows(LaunchFailure.class, () -> InstanceLock.take(file));
            assertTrue(String.valueOf(failure.getMessage())
                    .contains("(process " + ProcessHandle.current().pid() + ")"));
        }
        InstanceLock.take(file).close();
    }
}
