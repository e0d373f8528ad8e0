package dev.gatehouse.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One child process that is started again, after a short wait, whenever it ends without having been stopped. */
public final class ManagedProcess implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** One that has run so long is not in a crash loop: the next wait is the first one again. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Recipe recipe;
    private final Consumer<String> progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted;
    private boolean closed;
    private @Nullable Thread supervisor;
    private volatile @Nullable Process process;
    private volatile int exits;

    /**
     * What to run.
     *
     * @param environment added to the launcher's own
     * @param withheld names that the child does not get from the launcher's own environment
     * @param log stdout and stderr are appended to it
     * @param record where the process id is noted
     * @param patience how long it may take to end by itself
     */
    public record Recipe(
            String name,
            List<String> command,
            Path directory,
            Map<String, String> environment,
            List<String> withheld,
            Path log,
            Path record,
            Duration patience) {
        /** The services end within 5 s of being asked. */
        public static final Duration PATIENCE = Duration.ofSeconds(6);

        /** Of a program that ends soon when it is asked to. */
        public Recipe(
                String name,
                List<String> command,
                Path directory,
                Map<String, String> environment,
                List<String> withheld,
                Path log,
                Path record) {
            this(name, command, directory, environment, withheld, log, record, PATIENCE);
        }
    }

    public ManagedProcess(Recipe recipe, Consumer<String> progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    /**
     * Starts the child; nothing happens where it is already wanted.
     *
     * @throws LaunchFailure where it cannot be started, or this was closed: then nobody would stop it
     */
    public void start() {
        lock.lock();
        try {
            if (closed) {
                throw new LaunchFailure(recipe.name() + " is not started any more");
            }
            if (wanted) {
                return;
            }
            wanted = true;
            exits = 0;
            Process first = launch();
            supervisor = Thread.ofPlatform()
                    .daemon()
                    .name("supervise-" + recipe.name())
                    .start(() -> supervise(first));
        } finally {
            lock.unlock();
        }
    }

    /** Stops the child with SIGTERM, when its patience is over by force, and leaves it so. */
    public void stop() {
        Thread running;
        Process current;
        lock.lock();
        try {
            wanted = false;
            changed.signalAll();
            running = supervisor;
            supervisor = null;
            current = process;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            ProcessRecord.end(current.toHandle(), recipe.patience());
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops the child for good. */
    @Override
    public void close() {
        lock.lock();
        closed = true;
        lock.unlock();
        stop();
    }

    /** The child that runs now; empty between its end and its next start. */
    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /** How often it ended by itself since {@link #start()}. */
    public int exits() {
        return exits;
    }

    public Path log() {
        return recipe.log();
    }

    private Process launch() {
        var builder = new ProcessBuilder(recipe.command())
                .directory(recipe.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(recipe.log().toFile()));
        recipe.withheld().forEach(builder.environment()::remove);
        builder.environment().putAll(recipe.environment());
        try {
            Process started = builder.start();
            process = started;
            ProcessRecord.of(started.toHandle()).ifPresent(record -> record.write(recipe.record()));
            return started;
        } catch (IOException e) {
            throw new LaunchFailure(recipe.name() + " cannot be started: " + e.getMessage());
        }
    }

    private void supervise(Process first) {
        Process current = first;
        Duration wait = FIRST_WAIT;
        try {
            while (true) {
                long since = System.nanoTime();
                int code = current.waitFor();
                Files.deleteIfExists(recipe.record());
                exits++;
                if (System.nanoTime() - since > SETTLED.toNanos()) {
                    wait = FIRST_WAIT;
                }
                lock.lock();
                try {
                    // Ctrl-C reaches the children too: only what is still wanted after the wait is started again.
                    long left = wait.toNanos();
                    while (wanted && left > 0) {
                        left = changed.awaitNanos(left);
                    }
                    if (!wanted || supervisor != Thread.currentThread()) {
                        return;
                    }
                    progress.accept(recipe.name() + " ended (" + reason(code) + "); starting it again");
                    current = launch();
                } finally {
                    lock.unlock();
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | LaunchFailure e) {
            progress.accept(recipe.name() + " is no longer supervised: " + e.getMessage());
        }
    }

    private static String reason(int code) {
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }

    /** Waits until the child is a process other than {@code before}. @return whether it came within {@code patience} */
    public boolean awaitSuccessor(long before, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (handle().filter(h -> h.pid() != before).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }
}
