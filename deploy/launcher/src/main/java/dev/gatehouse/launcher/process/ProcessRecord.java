package dev.gatehouse.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A child as noted on disk: the id alone could by now be another program's, so its start is noted with it. */
public record ProcessRecord(long pid, Instant startedAt) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) (\\S+)\\s*");
    /** A start is told from the system's uptime, which shifts a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The record of a process; empty where it is gone or the system does not say when it started. */
    public static Optional<ProcessRecord> of(ProcessHandle process) {
        return process.info().startInstant().map(start -> new ProcessRecord(process.pid(), start));
    }

    /** Empty where the file is absent or no record. */
    public static Optional<ProcessRecord> read(Path file) {
        try {
            Matcher matcher = FORM.matcher(Files.readString(file));
            return matcher.matches()
                    ? Optional.of(new ProcessRecord(Long.parseLong(matcher.group(1)), Instant.parse(matcher.group(2))))
                    : Optional.empty();
        } catch (IOException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) {
        PrivateFiles.write(file, pid + " " + startedAt + "\n");
    }

    /** The process, if it still lives and is the one that was noted. */
    public Optional<ProcessHandle> live() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .filter(start ->
                                Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .isPresent());
    }

    /** Ends the process of this record, by force after {@code patience}. @return whether there was one */
    public boolean end(Duration patience) {
        Optional<ProcessHandle> process = live();
        process.ifPresent(handle -> end(handle, patience));
        return process.isPresent();
    }

    static void end(ProcessHandle handle, Duration patience) {
        handle.destroy();
        if (!gone(handle, patience)) {
            handle.destroyForcibly();
            gone(handle, Duration.ofSeconds(2));
        }
    }

    private static boolean gone(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
