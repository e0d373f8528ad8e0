package dev.gatehouse.launcher.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a service starts from what it learnt before. */
class AotCacheTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private AotCache cache;

    @BeforeEach
    void build() throws IOException {
        Path program = Files.createFile(directory.resolve("quarkus-run.jar"));
        Files.setLastModifiedTime(program, FileTime.from(BUILT));
        cache = new AotCache(program);
    }

    private void learnt(Instant at) throws IOException {
        Files.createFile(cache.file());
        Files.setLastModifiedTime(cache.file(), FileTime.from(at));
    }

    @Test
    void whatNeverLearntStartsWithout() {
        assertEquals(List.of(), cache.use(List.of()));
    }

    @Test
    void whatLearntSinceItWasBuiltUsesIt() throws IOException {
        learnt(BUILT.plusSeconds(60));
        assertEquals(List.of("-XX:AOTCache=" + cache.file()), cache.use(List.of("-Xlog:gc")));
    }

    @Test
    void whatWasBuiltAnewHasToLearnAnew() throws IOException {
        learnt(BUILT.minusSeconds(60));
        assertEquals(List.of(), cache.use(List.of()));
    }

    @Test
    void whatIsLearningUsesNothingOld() throws IOException {
        learnt(BUILT.plusSeconds(60));
        assertTrue(AotCache.isTraining(List.of(AotCache.TRAINING)));
        assertEquals(List.of(), cache.use(List.of(AotCache.TRAINING)));
    }
}
