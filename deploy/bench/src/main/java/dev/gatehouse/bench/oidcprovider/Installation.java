package dev.gatehouse.bench.oidcprovider;

import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.launcher.process.NodePackages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** deploy/bench/oidc-provider with the libraries that its lock file pins, in a directory of the benchmark's. */
record Installation(Path directory) {
    static final String PROGRAM = "server.mjs";

    /** @throws dev.gatehouse.launcher.process.LaunchFailure where npm cannot install it */
    static Installation of(Path source, Path directory) {
        try {
            NodePackages.install(source, directory);
        } catch (IOException e) {
            throw new BenchFailure("oidc-provider cannot be installed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
        return new Installation(directory);
    }

    /** Of oidc-provider, as package.json in {@code source} asks for it: exactly. */
    static String version(Path source) {
        try {
            return new JsonObject(Files.readString(source.resolve("package.json")))
                    .getJsonObject("dependencies")
                    .getString("oidc-provider");
        } catch (IOException e) {
            throw new BenchFailure("oidc-provider's version cannot be read: " + e.getMessage());
        }
    }

    /** Such as {@code v22.1.0}. */
    static String node() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            try (var said = node.inputReader()) {
                String version = said.readLine();
                return version == null ? "unknown" : version;
            }
        } catch (IOException e) {
            return "unknown";
        }
    }
}
