package dev.gatehouse.launcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervision, with real children. */
class ManagedProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final BlockingQueue<String> progress = new LinkedBlockingQueue<>();
    private final Path directory;
    private final Path record;
    private final ManagedProcess process;

    ManagedProcessTest(@TempDir Path directory) {
        this.directory = directory;
        record = directory.resolve("child.pid");
        process = process("exec sleep 60");
    }

    private ManagedProcess process(String script) {
        return new ManagedProcess(
                new ManagedProcess.Recipe(
                        "child",
                        List.of("sh", "-c", script),
                        directory,
                        Map.of("WORD", "told"),
                        List.of("PATH_OF_NOBODY"),
                        directory.resolve("child.log"),
                        record),
                progress::add);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    private long pid() {
        return process.handle().orElseThrow().pid();
    }

    @Test
    void aChildThatIsKilledIsStartedAgainAndNotedAnew() throws Exception {
        process.start();
        long first = pid();
        assertEquals(first, ProcessRecord.read(record).orElseThrow().pid());
        process.handle().orElseThrow().destroyForcibly();
        assertTrue(process.awaitSuccessor(first, PATIENCE));
        String line = progress.poll(10, TimeUnit.SECONDS);
        assertEquals("child ended (signal 9); starting it again", line);
        assertEquals(1, process.exits());
    }

    @Test
    void aChildThatIsStoppedStaysSo() {
        process.start();
        ProcessHandle child = process.handle().orElseThrow();
        process.stop();
        assertFalse(child.isAlive());
        assertEquals(Optional.empty(), process.handle());
        assertFalse(Files.exists(record));
        process.start();
        assertTrue(pid() != child.pid());
        assertEquals(0, process.exits());
    }

    @Test
    void afterTheEndNothingIsStarted() {
        process.close();
        assertThrows(LaunchFailure.class, process::start);
        assertEquals(Optional.empty(), process.handle());
    }

    @Test
    void startingTwiceStartsOnce() {
        process.start();
        long first = pid();
        process.start();
        assertEquals(first, pid());
    }

    @Test
    void theChildIsToldByItsEnvironmentAndItsWordsAreKept() throws Exception {
        try (var talking = process("echo \"$WORD\"; echo aloud >&2; exec sleep 60")) {
            talking.start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (PrivateFiles.tail(talking.log(), 10).size() < 2 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals(List.of("told", "aloud"), PrivateFiles.tail(talking.log(), 10));
            assertEquals(List.of("aloud"), PrivateFiles.tail(talking.log(), 1));
        }
    }

    @Test
    void aProgramThatIsNotThereIsSaidSo() {
        try (var missing = new ManagedProcess(
                new ManagedProcess.Recipe(
                        "missing",
                        List.of(directory.resolve("nothing").toString()),
                        directory,
                        Map.of(),
                        List.of(),
                        directory.resolve("missing.log"),
                        directory.resolve("missing.pid")),
                progress::add)) {
            assertThrows(LaunchFailure.class, missing::start);
        }
    }
}
