package dev.gatehouse.bench.side;

import dev.gatehouse.bench.usage.Usage;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ManagedProcess;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import dev.gatehouse.launcher.process.PrivateFiles;
import dev.gatehouse.launcher.process.ProcessRecord;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes that are started together and are up when each answers its readiness check. */
public final class Processes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LEFTOVER = Duration.ofSeconds(8);
    private static final int LOG_LINES = 20;

    private final Map<Recipe, URI> checks;
    private final int up;
    private final List<ManagedProcess> running = new ArrayList<>();
    private final List<Processes> attached = new ArrayList<>();
    /** Not guarded: a signal must be able to end a start that waits. */
    private volatile boolean closed;

    /**
     * None of them started yet.
     *
     * @param checks what is run, in that order, and whom to ask whether it is ready
     * @param up the status of an answer that says so
     */
    public Processes(Map<Recipe, URI> checks, int up) {
        this.checks = checks;
        this.up = up;
    }

    /**
     * Starts all.
     *
     * @return the time from the start of the first until all are ready
     * @throws LaunchFailure where one is not, or this was closed
     */
    public synchronized Duration start() {
        checks.keySet().forEach(recipe -> ProcessRecord.read(recipe.record()).ifPresent(left -> left.end(LEFTOVER)));
        long start = System.nanoTime();
        checks.keySet().forEach(recipe -> {
            requireOpen();
            var process = new ManagedProcess(recipe, line -> {});
            running.add(process);
            process.start();
        });
        int next = 0;
        for (URI check : checks.values()) {
            ManagedProcess process = running.get(next++);
            if (!new Poll(check).until(up, PATIENCE, () -> closed || process.exits() > 0)) {
                requireOpen();
                throw new LaunchFailure(
                        check + " is not ready; the log " + process.log() + " ends so:",
                        PrivateFiles.tail(process.log(), LOG_LINES));
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** From now on {@code other} ends with these; it is not among those that are measured. */
    public synchronized void endsWith(Processes other) {
        attached.add(other);
    }

    /** Stops all, all at once. */
    public synchronized void stop() {
        attached.forEach(Processes::stop);
        try (Stream<ManagedProcess> all = running.stream().parallel()) {
            all.forEach(process -> {
                List<ProcessHandle> children = process.handle().stream()
                        .flatMap(ProcessHandle::descendants)
                        .toList();
                process.close();
                children.forEach(ProcessHandle::destroyForcibly);
            });
        }
        running.clear();
    }

    /** Of the one that is run by {@code recipe}. */
    public synchronized Usage usage(Recipe recipe) {
        return Usage.of(running.stream()
                .filter(process -> process.log().equals(recipe.log()))
                .flatMap(process -> process.handle().stream())
                .map(ProcessHandle::pid)
                .toList());
    }

    /** Of all, and of what they started. */
    public synchronized Usage usage() {
        return Usage.of(pids());
    }

    /** What compilers in them have taken so far. */
    public synchronized Duration compilers() {
        return Usage.ofCompilers(pids());
    }

    private List<Long> pids() {
        return running.stream()
                .flatMap(process -> process.handle().stream())
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Stops all for good. */
    @Override
    public void close() {
        closed = true;
        stop();
    }

    private void requireOpen() {
        if (closed) {
            throw new LaunchFailure("stopped before all was up");
        }
    }
}
