package dev.gatehouse.charts.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service's compiled code says of itself: its settings, and whom it calls. */
public final class ServiceCode {
    private static final Map<String, ServiceCode> READ = new ConcurrentHashMap<>();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(GATEHOUSE_[A-Z_]+)");
    private static final Pattern INDEXED = Pattern.compile("\\[\\*]$");

    private final String service;
    private final List<Path> classes;
    private final List<Class<?>> mappings;

    private ServiceCode(String service) {
        this.service = service;
        classes = Stream.of("common", service)
                .map(module -> Charts.projectRoot().resolve(module).resolve("target/classes"))
                .toList();
        mappings = mappings(classes);
    }

    /** Of a service by its chart's name. */
    public static ServiceCode of(String service) {
        return READ.computeIfAbsent(service, ServiceCode::new);
    }

    /** The settings of Gatehouse that it reads, as environment variables. */
    public Set<String> settings() {
        return mappings.stream()
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream())
                .map(name -> INDEXED.matcher(name).replaceFirst(""))
                .map(ServiceCode::variable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The environment variables that its files of properties name. */
    public Set<String> variables() {
        return files().values().stream()
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads all settings as the service does when it starts.
     *
     * @throws ConfigValidationException where one is missing, or is none of its kind
     */
    public SmallRyeConfig start(Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .forClassLoader(mappings.getFirst().getClassLoader())
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withValidateUnknown(false)
                .withSources(new EnvConfigSource(environment, 300));
        int ordinal = 100;
        for (Map.Entry<String, String> file : files().entrySet()) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(file.getValue()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var values = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
            builder.withSources(new PropertiesConfigSource(values, file.getKey(), ordinal++));
        }
        mappings.forEach(builder::withMapping);
        return builder.build();
    }

    /** The services that it calls: whose clients it is given, and token-service, which knows its callers. */
    public Set<String> calls() {
        var called = new TreeSet<String>();
        if (!service.equals("token-service")) {
            called.add("token-service");
        }
        for (Path file : compiled(classes.getLast())) {
            String content = read(file, StandardCharsets.ISO_8859_1);
            for (Map.Entry<String, String> client : Map.of(
                            "IdentityService", "identity-service",
                            "SessionService", "session-service",
                            "OAuthService", "oauth-service")
                    .entrySet()) {
                if (content.contains("Ldev/gatehouse/common/peer/" + client.getKey() + ";")) {
                    called.add(client.getValue());
                }
            }
        }
        called.remove(service);
        return called;
    }

    /** As SmallRye Config reads a property from the environment. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Its files of properties, that of all services first. */
    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        for (Path file : List.of(
                classes.getFirst().resolve("META-INF/microprofile-config.properties"),
                classes.getLast().resolve("application.properties"))) {
            files.put(file.getFileName().toString(), read(file, StandardCharsets.UTF_8));
        }
        return files;
    }

    private static List<Class<?>> mappings(List<Path> directories) {
        var loader = new URLClassLoader(
                directories.stream().map(ServiceCode::url).toArray(URL[]::new), ServiceCode.class.getClassLoader());
        var mappings = new ArrayList<Class<?>>();
        for (Path directory : directories) {
            for (Path file : compiled(directory)) {
                if (!file.getFileName().toString().endsWith("Config.class")) {
                    continue;
                }
                String name =
                        directory.relativize(file).toString().replace('/', '.').replace(".class", "");
                try {
                    Class<?> type = loader.loadClass(name);
                    if (type.isAnnotationPresent(ConfigMapping.class)) {
                        mappings.add(type);
                    }
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return mappings;
    }

    private static List<Path> compiled(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " is not compiled", e);
        }
    }

    private static String read(Path file, Charset charset) {
        try {
            return Files.readString(file, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path directory) {
        try {
            return directory.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
