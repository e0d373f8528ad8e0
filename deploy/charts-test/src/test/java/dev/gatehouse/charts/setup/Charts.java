package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The charts under deploy/charts, and Helm's own engine, which lints and renders them. */
public final class Charts {
    /** All four together. */
    public static final String ALL = "gatehouse";

    public static final List<String> SERVICES =
            List.of("identity-service", "token-service", "session-service", "oauth-service");

    public static final String RELEASE = "gatehouse";
    public static final String NAMESPACE = "login";
    public static final String ISSUER = "https://login.example.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = root();
    private static final Path UNHOOKED = unhooked();

    private Charts() {}

    /** Those that can be installed. */
    public static Stream<String> installable() {
        return Stream.concat(SERVICES.stream(), Stream.of(ALL));
    }

    /** The project's root. */
    public static Path projectRoot() {
        return ROOT;
    }

    /** A chart's own folder. */
    public static Path folder(String chart) {
        return ROOT.resolve("deploy/charts").resolve(chart);
    }

    /** A file with values that the charts are shown by. */
    public static Path example(String name) {
        return folder("examples").resolve(name + ".yaml");
    }

    /**
     * What a chart becomes, the pods of {@code helm test} included, which Helm would leave out.
     *
     * @param settings as {@code --set} takes them
     */
    public static List<Manifest> render(String chart, Path values, Map<String, String> settings) {
        TemplateCommand command = new Helm(UNHOOKED.resolve(chart))
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.34.0")
                .withValuesFile(values);
        settings.forEach(command::set);
        return parse(command.call());
    }

    /** The objects in a stream of YAML documents. */
    public static List<Manifest> parse(String documents) {
        Iterable<Object> objects = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(documents);
        return StreamSupport.stream(objects.spliterator(), false)
                .filter(Objects::nonNull)
                .map(object -> new Manifest(JSON.valueToTree(object)))
                .toList();
    }

    /** A YAML file as a tree. */
    public static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file)).getFirst().object();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("deploy/charts"))) {
            directory = Objects.requireNonNull(directory.getParent(), "not within the project");
        }
        return directory;
    }

    /** A copy of the charts in which hooks are objects like others. */
    private static Path unhooked() {
        Path source = ROOT.resolve("deploy/charts");
        try {
            Path copy = ROOT.resolve("deploy/charts-test/target/unhooked");
            delete(copy);
            Files.createDirectories(copy);
            try (Stream<Path> paths = Files.walk(source)) {
                for (Path path : paths.skip(1).toList()) {
                    copy(path, copy.resolve(source.relativize(path)));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(
                    to,
                    Files.readAllLines(from).stream()
                            .map(line -> line.replace("helm.sh/hook", "gatehouse.dev/hook"))
                            .collect(Collectors.joining("\n", "", "\n")));
        } else {
            Files.copy(from, to, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
