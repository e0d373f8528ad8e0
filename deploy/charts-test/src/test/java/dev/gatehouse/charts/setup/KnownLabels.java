package dev.gatehouse.charts.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Indexer;

/** The values that labels of metrics have, by whoever gives them. */
public final class KnownLabels {
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    private KnownLabels() {}

    /** Those of a label of a metric. */
    public static Set<String> of(String metric, String label) throws IOException {
        return switch (label) {
            case "application" -> new TreeSet<>(Charts.SERVICES);
            case "job" ->
                // As Prometheus' operator names them: by the service whose pods are asked.
                Scenario.example("ha").all("Service").stream()
                        .map(Manifest::name)
                        .filter(name -> name.endsWith("-management"))
                        .collect(Collectors.toCollection(TreeSet::new));
            case "namespace" -> Set.of("$namespace", Charts.NAMESPACE);
            case "status" ->
                IntStream.range(100, 600).mapToObj(Integer::toString).collect(Collectors.toCollection(TreeSet::new));
            case "uri" ->
                Charts.SERVICES.stream()
                        .flatMap(service -> templates(service).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
            default -> told(PART.matcher(metric).replaceFirst(""));
        };
    }

    /** What deploy/docs/observability.md has in its row of that metric; the suite compares it with what services publish. */
    private static Set<String> told(String metric) throws IOException {
        Path page = Charts.projectRoot().resolve("deploy/docs/observability.md");
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `" + metric + "` |"))
                .flatMap(line -> QUOTED.matcher(line).results())
                .map(quoted -> quoted.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The templates of the paths that a service answers, as its metrics have them: without what a parameter has to be. */
    private static Set<String> templates(String service) {
        var indexer = new Indexer();
        Path classes = Charts.projectRoot().resolve(service).resolve("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                try (var in = Files.newInputStream(file)) {
                    indexer.index(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<AnnotationInstance> paths = List.copyOf(indexer.complete().getAnnotations(PATH));
        return paths.stream()
                .map(path -> (path.target().kind() == AnnotationTarget.Kind.METHOD
                                ? ofClass(path.target().asMethod().declaringClass())
                                : "")
                        + slash(path.value().asString()))
                .map(template -> template.replaceAll("\\{([^:}]+):[^}]*}", "{$1}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String ofClass(ClassInfo resource) {
        AnnotationInstance path = resource.declaredAnnotation(PATH);
        return path == null ? "" : slash(path.value().asString());
    }

    private static String slash(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }
}
