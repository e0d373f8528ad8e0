package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.NodeProgram;
import dev.gatehouse.charts.setup.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kubernetes, and what is installed beside it, takes every object as it is. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyObjectIsValid() throws Exception {
        ArrayNode manifests = JSON.createArrayNode();
        Scenario.all()
                .forEach(scenario -> scenario.manifests().forEach(manifest -> add(manifests, scenario, manifest)));
        assertEquals(List.of(manifests.size() + " manifests checked"), check(manifests));
    }

    /** That the check itself finds a field that there is none of, and a value of the wrong kind. */
    @Test
    void whatIsWrongIsFound() throws Exception {
        ArrayNode manifests = JSON.createArrayNode();
        Charts.parse("""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: misspelt}
            spec: {maxUnavailabel: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: mistyped}
            spec: {ports: [{port: http}]}
            """)
                .forEach(manifest -> manifests.addObject().put("from", "test").set("object", manifest.object()));
        List<String> found = check(manifests);
        assertEquals(3, found.size(), found::toString);
        assertEquals(
                List.of("test: PodDisruptionBudget misspelt", "test: Service mistyped"),
                found.stream()
                        .limit(2)
                        .map(line -> line.substring(0, line.indexOf(':', "test:".length())))
                        .sorted()
                        .toList());
    }

    private static void add(ArrayNode manifests, Scenario scenario, Manifest manifest) {
        manifests.addObject().put("from", scenario.toString()).set("object", manifest.object());
    }

    private static List<String> check(ArrayNode manifests) throws Exception {
        return Stream.of(NodeProgram.run("check.mjs", JSON.writeValueAsString(manifests))
                        .split("\n"))
                .toList();
    }
}
