package dev.gatehouse.launcher.suite;

import java.nio.file.Path;

/**
 * Where and how a suite runs.
 *
 * @param projectRoot the directory with the services in it
 * @param dataDirectory for the data, the secrets and the logs; made where it is missing
 * @param port of the public origin; the services take the next four, and their management the four from 1001 on
 * @param issuer the public origin as callers know it, without a path
 * @param fresh whether to begin with empty data
 * @param form which programs are run
 */
public record SuiteOptions(Path projectRoot, Path dataDirectory, int port, String issuer, boolean fresh, Form form) {
    /** Above it, the last management port would be none. */
    public static final int HIGHEST_PORT = 65535 - 1004;

    public SuiteOptions {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must lie between 1 and " + HIGHEST_PORT);
        }
        projectRoot = projectRoot.toAbsolutePath().normalize();
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
    }

    /** The port that {@code service} serves. */
    int port(Service service) {
        return port + 1 + service.ordinal();
    }

    /** The port of its health and metrics. */
    int managementPort(Service service) {
        return port + 1001 + service.ordinal();
    }
}
