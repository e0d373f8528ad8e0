package dev.gatehouse.launcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed launcher leaves is found again by its record, and nothing else is touched. */
class ProcessRecordTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final Process child;
    private final Path file;

    ProcessRecordTest(@TempDir Path directory) throws Exception {
        child = new ProcessBuilder("sleep", "60").start();
        file = directory.resolve("child.pid");
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    private ProcessRecord noted() {
        return ProcessRecord.of(child.toHandle()).orElseThrow();
    }

    @Test
    void aNotedProcessIsFoundAndEnded() throws Exception {
        noted().write(file);
        ProcessRecord read = ProcessRecord.read(file).orElseThrow();
        assertEquals(child.pid(), read.pid());
        assertTrue(read.end(PATIENCE));
        assertTrue(child.waitFor(5, TimeUnit.SECONDS));
        assertFalse(read.end(PATIENCE));
    }

    @Test
    void oneThatDoesNotListenIsEndedByForce() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo on; while :; do sleep 0.1; done").start();
        try {
            assertEquals('o', deaf.getInputStream().read());
            assertTrue(ProcessRecord.of(deaf.toHandle()).orElseThrow().end(Duration.ofMillis(300)));
            assertTrue(deaf.waitFor(5, TimeUnit.SECONDS));
        } finally {
            deaf.destroyForcibly();
        }
    }

    @Test
    void anotherProgramWithTheSameNumberIsLeftAlone() {
        Instant earlier = noted().startedAt().minusSeconds(3600);
        assertFalse(new ProcessRecord(child.pid(), earlier).end(PATIENCE));
        assertTrue(child.isAlive());
    }

    @Test
    void whatIsNoRecordIsNone() throws Exception {
        assertEquals(Optional.empty(), ProcessRecord.read(file));
        Files.writeString(file, "12 yesterday");
        assertEquals(Optional.empty(), ProcessRecord.read(file));
        Files.writeString(file, "");
        assertEquals(Optional.empty(), ProcessRecord.read(file));
    }
}
