package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import dev.gatehouse.launcher.process.PrivateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One service as a suite runs it, for those who measure it.
 *
 * @param name such as {@code token-service}
 * @param program the jar or the binary
 * @param address where it serves, on this machine
 * @param management where its health and metrics are
 */
public record ServiceProgram(String name, Recipe recipe, Path program, URI address, URI management) {
    /**
     * The services of a suite, none of them started; the secrets are made up where they are missing.
     *
     * @throws LaunchFailure where one is not built
     */
    public static List<ServiceProgram> all(SuiteOptions options, Stores stores) {
        Recipes recipes = recipes(options, stores);
        return Arrays.stream(Service.values())
                .map(service -> program(service, recipes.of(service), options))
                .toList();
    }

    /**
     * One of these a second time, on ports counted from {@code port}.
     *
     * @throws LaunchFailure where it is not built
     */
    public static ServiceProgram replica(SuiteOptions options, Stores stores, String name, int port) {
        Service service = Service.named(name);
        SuiteOptions beside = options.beside(port);
        return program(service, recipes(options, stores).replica(service, beside), beside);
    }

    private static Recipes recipes(SuiteOptions options, Stores stores) {
        Path data = options.dataDirectory();
        Path run = data.resolve("run");
        Path logs = data.resolve("logs");
        List.of(data, run, logs).forEach(PrivateFiles::directory);
        return new Recipes(options, SuiteSecrets.of(data.resolve("secrets.properties")), stores, null, run, logs);
    }

    private static ServiceProgram program(Service service, Recipe recipe, SuiteOptions options) {
        return new ServiceProgram(
                service.module(),
                recipe,
                options.form().program(options.projectRoot(), service.module()),
                URI.create("http://127.0.0.1:" + options.port(service)),
                URI.create("http://127.0.0.1:" + options.managementPort(service)));
    }
}
