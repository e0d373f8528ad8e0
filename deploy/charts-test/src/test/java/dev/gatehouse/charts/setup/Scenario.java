package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A chart and values for it.
 *
 * @param settings as {@code --set} takes them, beside the values
 */
public record Scenario(String chart, Path values, Map<String, String> settings) {
    private static final List<String> EXAMPLES =
            List.of("minimal", "ha", "gateway", "existing", "external-secrets", "jvm", "native", "keda", "knative");
    /** Secrets and config maps that are there already, by the names of the values that name them. */
    private static final Set<String> NAMES_OF_WHAT_EXISTS =
            Set.of("existing", "existingInternal", "existingSecret", "caSecret", "tlsSecret", "configMap");

    private static final Map<Scenario, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    /** Every example for all four, and each service by itself. */
    public static Stream<Scenario> all() {
        return Stream.concat(together(), Charts.SERVICES.stream().map(Scenario::alone));
    }

    /** The examples for all four, and a Redis whose address a store outside knows. */
    public static Stream<Scenario> together() {
        return Stream.concat(
                EXAMPLES.stream().map(Scenario::example),
                Stream.of(example("external-secrets").with("global.redis.server", "false")));
    }

    /** All four, with the values of deploy/charts/examples. */
    public static Scenario example(String name) {
        return new Scenario(Charts.ALL, Charts.example(name), Map.of());
    }

    /** The same with one more setting. */
    public Scenario with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new Scenario(chart, values, more);
    }

    /** One service as a release of its own. */
    public static Scenario alone(String service) {
        return new Scenario(
                service,
                Charts.projectRoot().resolve("deploy/charts-test/src/test/values/alone.yaml"),
                service.equals("session-service") ? Map.of() : Map.of("database.existingSecret", "role"));
    }

    /** What becomes of it. */
    public List<Manifest> manifests() {
        return RENDERED.computeIfAbsent(this, it -> Charts.render(it.chart, it.values, it.settings));
    }

    /** Its objects of a kind. */
    public List<Manifest> all(String kind) {
        return manifests().stream().filter(manifest -> manifest.is(kind)).toList();
    }

    /** Its objects that pods are made of. */
    public List<Manifest> workloads() {
        return manifests().stream().filter(Manifest::runs).toList();
    }

    /** Of these, those of the four services. */
    public List<Manifest> services() {
        return workloads().stream()
                .filter(workload -> workload.podLabels()
                        .path("app.kubernetes.io/component")
                        .asText()
                        .equals("service"))
                .toList();
    }

    /** The names of secrets and config maps that the values say are there already. */
    public Set<String> existing() {
        var names = new TreeSet<>(settings.values());
        collect(Charts.read(values), names);
        collect(Charts.read(Charts.folder(chart).resolve("values.yaml")), names);
        return names;
    }

    private static void collect(JsonNode values, Set<String> names) {
        values.properties().forEach(entry -> {
            if (NAMES_OF_WHAT_EXISTS.contains(entry.getKey())
                    && !entry.getValue().asText().isEmpty()) {
                names.add(entry.getValue().asText());
            }
            collect(entry.getValue(), names);
        });
    }

    @Override
    public String toString() {
        return chart.equals(Charts.ALL)
                ? values.getFileName().toString().replace(".yaml", "") + (settings.isEmpty() ? "" : " " + settings)
                : chart + " alone";
    }
}
