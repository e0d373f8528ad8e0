package dev.gatehouse.charts.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** One object for Kubernetes. */
public record Manifest(JsonNode object) {
    private static final String KNATIVE = "serving.knative.dev/";

    public String kind() {
        return object.path("kind").asText();
    }

    public String name() {
        return object.path("metadata").path("name").asText();
    }

    public JsonNode spec() {
        return object.path("spec");
    }

    /** Whether it is one of Kubernetes' own of this kind, or of what is installed beside it. */
    public boolean is(String kind) {
        return kind().equals(kind) && !isKnative();
    }

    public boolean isKnative() {
        return object.path("apiVersion").asText().startsWith(KNATIVE);
    }

    /** Whether pods are made of it. */
    public boolean runs() {
        return is("Deployment") || is("StatefulSet") || is("Pod") || isKnative();
    }

    /** The specification of those pods. */
    public JsonNode pod() {
        return is("Pod") ? spec() : spec().path("template").path("spec");
    }

    /** The labels of those pods. */
    public JsonNode podLabels() {
        return (is("Pod") ? object : spec().path("template")).path("metadata").path("labels");
    }

    /** Whether a selector's labels are all among those of its pods. */
    public boolean hasPodLabels(JsonNode selector) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(label -> label.getValue().equals(podLabels().path(label.getKey())));
    }

    /** The elements of an array. */
    public static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** The keys that a secret holds, whoever fills it. */
    public Set<String> keys() {
        var keys = new TreeSet<String>();
        object.path("data").fieldNames().forEachRemaining(keys::add);
        each(spec().path("data"))
                .forEach(entry -> keys.add(entry.path("secretKey").asText()));
        return keys;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
