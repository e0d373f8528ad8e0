package dev.gatehouse.launcher.suite;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.launcher.mail.MailSink;
import dev.gatehouse.launcher.process.InstanceLock;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ManagedProcess;
import dev.gatehouse.launcher.process.Ports;
import dev.gatehouse.launcher.process.PrivateFiles;
import dev.gatehouse.launcher.process.ProcessRecord;
import dev.gatehouse.launcher.proxy.PublicOrigin;
import dev.gatehouse.launcher.proxy.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Redis, a mail server, the four services as four processes, and the proxy before them. */
public final class Suite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String STOPPED = "stopped before everything was up";

    private final SuiteOptions options;
    private final Consumer<String> progress;
    private final Map<Service, ManagedProcess> services = new EnumMap<>(Service.class);
    /** What was opened, the last first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private @Nullable BackingServices backing;
    private @Nullable MailSink mails;
    private @Nullable SuiteSecrets secrets;
    private @Nullable Recipes recipes;
    private boolean closed;

    private Suite(SuiteOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Starts all and waits until all are ready. What a killed run left is stopped first.
     *
     * @param progress is told, line by line, how it goes
     * @throws LaunchFailure where that cannot be; nothing is left running
     */
    public static Suite start(SuiteOptions options, Consumer<String> progress) {
        var suite = new Suite(options, progress);
        // A signal may come before all is up: what is up by then must not stay.
        var hook = new Thread(suite::close, "stop-suite");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            suite.start();
            return suite;
        } catch (RuntimeException e) {
            // After a signal, services end while they are waited for: that is no failure of theirs.
            boolean stopped = suite.stopped();
            suite.close();
            throw stopped ? new LaunchFailure(STOPPED) : e;
        }
    }

    private synchronized boolean stopped() {
        return closed;
    }

    private void start() {
        Path data = options.dataDirectory();
        PrivateFiles.directory(data);
        open(InstanceLock.take(data.resolve("lock")));
        Path run = data.resolve("run");
        Path logs = data.resolve("logs");
        PrivateFiles.directory(run);
        PrivateFiles.directory(logs);
        for (Service service : Service.values()) {
            if (ProcessRecord.read(record(run, service))
                    .map(left -> left.end(PATIENCE))
                    .orElse(false)) {
                progress.accept("stopped the " + service.module() + " of an earlier run");
            }
        }
        requireFreePorts();
        PrivateFiles.write(run.resolve(SuiteOptions.PORT_RECORD), options.port() + "\n");
        if (options.fresh()) {
            PrivateFiles.delete(data.resolve("secrets.properties"));
            PrivateFiles.delete(data.resolve(DemoAccounts.FILE));
        }
        SuiteSecrets made = SuiteSecrets.of(data.resolve("secrets.properties"));
        secrets = made;
        progress.accept("starting PostgreSQL and Redis");
        BackingServices servers = openBacking(data.resolve("data"));
        progress.accept("starting the four services");
        var sink = MailSink.open();
        open(sink);
        mails = sink;
        var all = new Recipes(options, made, Stores.of(servers), sink, run, logs);
        recipes = all;
        for (Service service : Service.values()) {
            var process = new ManagedProcess(all.of(service), progress);
            services.put(service, process);
            open(process);
            process.start();
        }
        var readiness = new Readiness(options);
        services.forEach((service, process) -> {
            readiness.await(service, process);
            progress.accept(service.module() + " is ready");
        });
        open(PublicOrigin.listen(origin(), Ports.loopbacks(), options.port(), ports()));
    }

    /** While it holds the monitor, a signal's {@link #close()} waits: the servers cannot be stopped before they run. */
    private synchronized BackingServices openBacking(Path directory) {
        if (closed) {
            throw new LaunchFailure(STOPPED);
        }
        BackingServices servers = startBacking(directory);
        backing = servers;
        open(servers);
        return servers;
    }

    private BackingServices startBacking(Path directory) {
        try {
            return BackingServices.start(directory, options.fresh());
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            Throwable cause = e.getCause();
            throw new LaunchFailure(e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
        }
    }

    private void requireFreePorts() {
        Ports.loopbacks().forEach(address -> Ports.requireFree(address, options.port()));
        for (Service service : Service.values()) {
            Ports.requireFree(Ports.loopback(), options.port(service));
            Ports.requireFree(Ports.loopback(), options.managementPort(service));
        }
    }

    private Map<Route.Upstream, Integer> ports() {
        var ports = new EnumMap<Route.Upstream, Integer>(Route.Upstream.class);
        for (Service service : Service.values()) {
            ports.put(service.upstream(), options.port(service));
        }
        return ports;
    }

    static Path record(Path run, Service service) {
        return run.resolve(service.module() + ".pid");
    }

    private synchronized void open(AutoCloseable part) {
        if (closed) {
            close(part);
            throw new LaunchFailure(STOPPED);
        }
        opened.push(part);
    }

    /** The public origin. */
    public URI origin() {
        return URI.create(options.issuer());
    }

    /** Where the proxy listens on this machine, whatever the issuer is called. */
    URI address() {
        return URI.create("http://127.0.0.1:" + options.port());
    }

    public String adminUsername() {
        return secret(SuiteSecrets.ADMIN_USERNAME);
    }

    public String adminPassword() {
        return secret(SuiteSecrets.ADMIN_PASSWORD);
    }

    /** @throws IllegalStateException before they were started */
    public BackingServices backing() {
        if (backing == null) {
            throw new IllegalStateException("PostgreSQL and Redis were not started");
        }
        return backing;
    }

    /** What users were mailed. @throws IllegalStateException before it was started */
    public MailSink mails() {
        if (mails == null) {
            throw new IllegalStateException("the mail server was not started");
        }
        return mails;
    }

    String secret(String name) {
        if (secrets == null) {
            throw new IllegalStateException("the secrets were not read");
        }
        return secrets.get(name);
    }

    /** Stops one service, starts it again and waits until it is ready; the others go on. */
    public void restart(String name) {
        Service service = Service.named(name);
        ManagedProcess process = process(service);
        process.stop();
        process.start();
        new Readiness(options).await(service, process);
    }

    /**
     * Starts one service a second time, with the same secrets and servers, and waits until it is ready; the proxy knows
     * nothing of it. It ends with the suite.
     *
     * @return where it answers
     */
    public URI replica(String name) {
        Service service = Service.named(name);
        SuiteOptions beside = options.beside();
        if (recipes == null) {
            throw new IllegalStateException("the suite was not started");
        }
        Ports.requireFree(Ports.loopback(), beside.port(service));
        Ports.requireFree(Ports.loopback(), beside.managementPort(service));
        var process = new ManagedProcess(recipes.replica(service, beside), progress);
        open(process);
        process.start();
        new Readiness(beside).await(service, process);
        return URI.create("http://127.0.0.1:" + beside.port(service));
    }

    /** Ends one service by force, as a crash would; it is started again by itself. */
    public void kill(String name) {
        process(Service.named(name)).handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The process id of one service. @throws IllegalStateException while it does not run */
    public long pid(String name) {
        return process(Service.named(name))
                .handle()
                .orElseThrow(() -> new IllegalStateException(name + " does not run"))
                .pid();
    }

    private ManagedProcess process(Service service) {
        ManagedProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service.module() + " was not started");
        }
        return process;
    }

    /** Stops everything, the proxy first and PostgreSQL last. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The rest has to be stopped all the same.
            progress.accept("not stopped cleanly: " + e.getMessage());
        }
    }
}
