package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.mail.MailSink;
import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How each service is run: its program, and all that it is told by its environment.
 *
 * @param mail where mails go; null where none are sent
 */
record Recipes(
        SuiteOptions options,
        SuiteSecrets secrets,
        Stores stores,
        @Nullable MailSink mail,
        Path run,
        Path logs) {
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms48m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // Argon2 and the signer are native libraries; Netty still asks for memory the old way.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** How long a service may take to write down what it has learnt, on a machine that has four to do. */
    private static final Duration TRAINED = Duration.ofMinutes(3);

    /** @throws LaunchFailure where the service is not built */
    Recipe of(Service service) {
        Path program = options.form().program(options.projectRoot(), service.module());
        if (!Files.isRegularFile(program)) {
            throw new LaunchFailure(service.module() + " is not built: there is no " + program);
        }
        return new Recipe(
                service.module(),
                command(service, program),
                options.dataDirectory(),
                environment(service),
                System.getenv().keySet().stream()
                        .filter(name -> name.startsWith("GATEHOUSE_") || name.startsWith("QUARKUS_"))
                        .toList(),
                logs.resolve(service.module() + ".log"),
                Suite.record(run, service),
                AotCache.isTraining(options.jvmOptions()) ? TRAINED : Recipe.PATIENCE);
    }

    /** The same program, with the same peers, on ports and with a log of its own. */
    Recipe replica(Service service, SuiteOptions ports) {
        Recipe first = of(service);
        String name = service.module() + "-2";
        var environment = new HashMap<>(first.environment());
        environment.put("GATEHOUSE_PORT", Integer.toString(ports.port(service)));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(ports.managementPort(service)));
        return new Recipe(
                name,
                first.command(),
                first.directory(),
                environment,
                first.withheld(),
                logs.resolve(name + ".log"),
                run.resolve(name + ".pid"),
                first.patience());
    }

    private List<String> command(Service service, Path program) {
        var cache = new AotCache(program);
        return switch (options.form()) {
            case JVM ->
                Stream.of(
                                List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                                JVM_OPTIONS,
                                cache.use(options.jvmOptions()),
                                options.jvmOptions().stream()
                                        .map(option -> option.replace("{service}", service.module())
                                                .replace(
                                                        AotCache.PLACE,
                                                        cache.file().toString()))
                                        .toList(),
                                List.of("-jar", program.toString()))
                        .flatMap(List::stream)
                        .toList();
            case NATIVE -> List.of(program.toString(), "-Xmx128m");
        };
    }

    private Map<String, String> environment(Service service) {
        var environment = new HashMap<>(options.settings());
        environment.put("GATEHOUSE_ISSUER", options.issuer());
        environment.put("GATEHOUSE_BIND", "127.0.0.1");
        environment.put("GATEHOUSE_PORT", Integer.toString(options.port(service)));
        environment.put("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(options.managementPort(service)));
        for (Service peer : Service.values()) {
            environment.put("GATEHOUSE_" + peer.name() + "_URL", "http://127.0.0.1:" + options.port(peer));
        }
        environment.put(SuiteSecrets.INTERNAL, secrets.get(SuiteSecrets.INTERNAL));
        service.secrets().forEach(name -> environment.put(name, secrets.get(name)));
        if (service != Service.SESSION) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", stores.jdbcUrl());
            environment.put("QUARKUS_DATASOURCE_USERNAME", stores.databaseUser());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", stores.databasePassword());
        }
        environment.put("QUARKUS_REDIS_HOSTS", stores.redisUrl());
        if (service == Service.IDENTITY && mail != null) {
            environment.put("GATEHOUSE_MAIL_FROM", "Gatehouse <gatehouse@example.test>");
            environment.put("QUARKUS_MAILER_HOST", mail.host());
            environment.put("QUARKUS_MAILER_PORT", Integer.toString(mail.port()));
            environment.put("QUARKUS_MAILER_START_TLS", "DISABLED");
        }
        return environment;
    }
}
