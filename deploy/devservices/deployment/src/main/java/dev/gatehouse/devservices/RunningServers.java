package dev.gatehouse.devservices;

import dev.gatehouse.backing.BackingServices;
import io.quarkus.deployment.builditem.Startable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The servers as Quarkus starts and stops them. */
final class RunningServers implements Startable {
    private final Path directory;
    private final boolean fresh;
    private @Nullable BackingServices running;

    RunningServers(Path directory, boolean fresh) {
        this.directory = directory;
        this.fresh = fresh;
    }

    /** @throws IllegalStateException where they were not started */
    synchronized BackingServices running() {
        if (running == null) {
            throw new IllegalStateException("PostgreSQL and Redis were not started");
        }
        return running;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = BackingServices.start(directory, fresh);
            // Quarkus closes what it restarts, but not what is left when the tests are over.
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-backing-servers"));
        }
    }

    @Override
    public String getConnectionInfo() {
        return running().jdbcUrl();
    }

    /** There is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
