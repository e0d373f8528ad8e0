package dev.gatehouse.bench.floor;

import dev.gatehouse.bench.result.Figures;
import dev.gatehouse.bench.side.Processes;
import dev.gatehouse.bench.side.Requests;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.bench.side.Side;
import dev.gatehouse.bench.side.Wire;
import dev.gatehouse.bench.side.Work;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Quarkus endpoint on the event loop that does nothing (deploy/bench/empty): the floor of every endpoint. */
public final class EmptySide implements Side {
    private final Processes processes;
    private final URI address;

    /** @param directory for its log */
    public EmptySide(Path projectRoot, Path directory, int port) {
        address = URI.create("http://127.0.0.1:" + port + "/");
        var recipe = new Recipe(
                "empty endpoint",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // As the launcher runs the services.
                        "-Xms48m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        projectRoot
                                .resolve("deploy/bench/empty/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                directory,
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)),
                List.of(),
                directory.resolve("empty.log"),
                directory.resolve("empty.pid"));
        processes = new Processes(Map.of(recipe, address), 204);
    }

    @Override
    public String name() {
        return Figures.EMPTY;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public void load() {
        // It has no data.
    }

    @Override
    public Optional<Work> work(Row row) {
        if (row != Row.EMPTY) {
            return Optional.empty();
        }
        List<byte[]> requests = List.of(new Wire(address).get("/", "Accept: */*"));
        return Optional.of(Requests.repeated(row, address, requests, ""));
    }
}
