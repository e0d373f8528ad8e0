package dev.gatehouse.launcher.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where and how a suite runs.
 *
 * @param projectRoot the directory with the services in it
 * @param dataDirectory for the data, the secrets and the logs; made where it is missing
 * @param port of the public origin; the services take the next four, and their management the four from 1001 on
 * @param issuer the public origin as callers know it, without a path
 * @param fresh whether to begin with empty data
 * @param form which programs are run
 * @param jvmOptions added to the command line of each service that runs in a Java virtual machine; {@code {service}}
 *     in one stands for the service's name
 * @param settings of all services, as environment variables, beside those that the suite needs
 */
public record SuiteOptions(
        Path projectRoot,
        Path dataDirectory,
        int port,
        String issuer,
        boolean fresh,
        Form form,
        List<String> jvmOptions,
        Map<String, String> settings) {
    /** Above it, the last management port would be none. */
    public static final int HIGHEST_PORT = 65535 - 1004;

    /** In the directory {@code run} of the data directory: the port of the suite that runs on it. */
    static final String PORT_RECORD = "port";

    public SuiteOptions {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must lie between 1 and " + HIGHEST_PORT);
        }
        projectRoot = projectRoot.toAbsolutePath().normalize();
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        jvmOptions = List.copyOf(jvmOptions);
        settings = Map.copyOf(settings);
    }

    /** With no JVM options and no settings beside the usual ones. */
    public SuiteOptions(Path projectRoot, Path dataDirectory, int port, String issuer, boolean fresh, Form form) {
        this(projectRoot, dataDirectory, port, issuer, fresh, form, List.of(), Map.of());
    }

    /** Those of second replicas: the ports are ten further on. */
    SuiteOptions beside() {
        return beside(port + 10);
    }

    /** Those of second replicas, on ports counted from {@code other}. */
    SuiteOptions beside(int other) {
        return new SuiteOptions(projectRoot, dataDirectory, other, issuer, false, form, jvmOptions, settings);
    }

    /** The port that {@code service} serves. */
    int port(Service service) {
        return port + 1 + service.ordinal();
    }

    /** The port of its health and metrics. */
    int managementPort(Service service) {
        return port + 1001 + service.ordinal();
    }

    /** These, with the port of the suite that runs on the data directory, where one has noted it. */
    SuiteOptions ofRunning() {
        try {
            String noted = Files.readString(dataDirectory.resolve("run").resolve(PORT_RECORD))
                    .strip();
            return new SuiteOptions(projectRoot, dataDirectory, Integer.parseInt(noted), issuer, fresh, form);
        } catch (IOException | IllegalArgumentException e) {
            return this;
        }
    }
}
