package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ProcessRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A service of a suite that another launcher keeps up. */
public final class RunningService {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Service service;
    private final SuiteOptions options;
    private final Path record;
    private final ProcessRecord before;

    private RunningService(Service service, SuiteOptions options, Path record, ProcessRecord before) {
        this.service = service;
        this.options = options;
        this.record = record;
        this.before = before;
    }

    /** @throws LaunchFailure where there is no such service, or it does not run */
    public static RunningService named(String name, SuiteOptions options) {
        Service service = Service.named(name);
        Path record = Suite.record(options.dataDirectory().resolve("run"), service);
        ProcessRecord running = ProcessRecord.read(record)
                .filter(noted -> noted.live().isPresent())
                .orElseThrow(() -> new LaunchFailure(service.module() + " does not run: start it with ./gatehouse up"));
        return new RunningService(service, options.ofRunning(), record, running);
    }

    public String name() {
        return service.module();
    }

    public long pid() {
        return before.pid();
    }

    /** Ends it and waits until its launcher has started its successor. @return the successor's process id */
    public long restart() throws InterruptedException {
        before.end(Duration.ofSeconds(8));
        long end = System.nanoTime() + PATIENCE.toNanos();
        var readiness = new Readiness(options);
        while (System.nanoTime() < end) {
            Optional<ProcessRecord> now = ProcessRecord.read(record)
                    .filter(noted -> noted.pid() != before.pid())
                    .filter(noted -> noted.live().isPresent());
            if (now.isPresent() && readiness.ready(service)) {
                return now.get().pid();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new LaunchFailure(service.module() + " is not ready again after " + PATIENCE.toSeconds() + " s");
    }
}
