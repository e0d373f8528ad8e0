package dev.gatehouse.lambda.setup;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.backing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The four, as the template has them deployed, on a real PostgreSQL and a real Redis. */
public final class Functions implements AutoCloseable {
    public static final String ISSUER = "https://login.example.com";
    public static final String ADMIN = "root-admin";
    public static final String ADMIN_PASSWORD = "only for this test, and long";
    private static final List<String> SERVICES =
            List.of("identity-service", "token-service", "session-service", "oauth-service");
    private static final String KEY =
            Base64.getEncoder().encodeToString("thirty-two bytes, for tests only".getBytes(StandardCharsets.US_ASCII));

    private final Path target;
    private final BackingServices servers;
    private final Template template;
    private final Map<String, Function> functions = new LinkedHashMap<>();

    private Functions(Path root) throws IOException {
        target = root.resolve("deploy/lambda-test/target/functions");
        servers = BackingServices.start(target.resolve("data"), true);
        template = new Template(root.resolve("deploy/lambda/template.yaml"));
    }

    /** All four, and a second of token-service, as there is one where two calls come at once. */
    public static Functions start() throws IOException {
        Path root = root();
        var started = new Functions(root);
        for (String service : SERVICES) {
            started.functions.put(service, new Function(service, Ports.free()));
        }
        started.functions.put("another token-service", new Function("another token-service", Ports.free()));
        for (Map.Entry<String, Function> function : started.functions.entrySet()) {
            String service = function.getKey().replace("another ", "");
            Path task = started.target.resolve(service);
            unpack(root.resolve(service).resolve("target/function.zip"), task);
            // token-service asks session-service whose cookie it is, while that asks it who calls.
            for (int i = 1; i <= (service.equals("session-service") ? 2 : 1); i++) {
                Path log = started.target.resolve(function.getKey().replace(' ', '-') + "-" + i + ".log");
                function.getValue().start(task, started.environment(service), log);
            }
        }
        return started;
    }

    /** By the name of its service. */
    public Function of(String service) {
        return Objects.requireNonNull(functions.get(service), service);
    }

    /** What the schedule tells a service's function. */
    public String awake(String service) {
        return template.awake(service);
    }

    private Map<String, String> environment(String service) {
        var secrets = new HashMap<String, String>();
        for (String key : List.of(
                "GATEHOUSE_INTERNAL_SECRETS",
                "GATEHOUSE_FACTORS_SEALING_KEYS",
                "GATEHOUSE_THROTTLE_DEVICE_KEY",
                "GATEHOUSE_TOKEN_KEYS_SEALING_KEYS",
                "GATEHOUSE_TOKEN_REFRESH_KEY",
                "GATEHOUSE_OAUTH_CONNECT_ENCRYPTION_KEY",
                "GATEHOUSE_OAUTH_CONNECT_STATE_SECRET",
                "GATEHOUSE_OAUTH_MARK_SECRETS",
                "GATEHOUSE_OAUTH_SUBJECT_SALT")) {
            secrets.put(key, KEY);
        }
        secrets.put("GATEHOUSE_ADMIN_USERNAME", ADMIN);
        secrets.put("GATEHOUSE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        secrets.put("QUARKUS_DATASOURCE_USERNAME", servers.databaseUser());
        secrets.put("QUARKUS_DATASOURCE_PASSWORD", servers.databasePassword());
        secrets.put("QUARKUS_REDIS_HOSTS", servers.redisUrl());
        Map<String, String> environment =
                template.environment(service, Map.of("Issuer", ISSUER, "DatabaseUrl", servers.jdbcUrl()), secrets);
        for (String each : SERVICES) {
            String variable = "GATEHOUSE_" + each.replace("-service", "").toUpperCase(Locale.ROOT) + "_URL";
            environment.put(variable, of(each).origin().toString());
        }
        return environment;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("token-service"))) {
            directory = Objects.requireNonNull(directory.getParent(), "not within the project");
        }
        return directory;
    }

    private static void unpack(Path zip, Path into) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new AssertionError("there is no " + zip + ": ./gatehouse test --lambda builds it");
        }
        try (InputStream in = Files.newInputStream(zip);
                var entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(into)) {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Function function : functions.values()) {
            function.close();
        }
        servers.close();
    }
}
