package dev.gatehouse.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Servers that outlived the process which started them. The caller holds the directory's lock, so nobody uses them. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftovers() {}

    static void stop(Path directory) throws IOException {
        stop(directory.resolve(PostgresServer.DATA).resolve("postmaster.pid"), "postgres", "INT");
        stop(directory.resolve(RedisServer.DATA).resolve(RedisServer.PID_FILE), "redis-server", "TERM");
    }

    /** @param signal that makes the server close its files and end without waiting for its clients */
    private static void stop(Path pidFile, String program, String signal) throws IOException {
        Optional<ProcessHandle> process = running(pidFile, program);
        if (process.isEmpty()) {
            return;
        }
        long pid = process.get().pid();
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            process.get().onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " stops", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(program + " (process " + pid + ") of an earlier run does not stop", e);
        }
    }

    /** The process that the file's first line names, unless the number has passed to another program since. */
    private static Optional<ProcessHandle> running(Path pidFile, String program) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile);
        String first = text.lines().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first))
                .filter(handle -> handle.info()
                        .command()
                        .map(command ->
                                String.valueOf(Path.of(command).getFileName()).startsWith(program))
                        .orElse(false));
    }
}
