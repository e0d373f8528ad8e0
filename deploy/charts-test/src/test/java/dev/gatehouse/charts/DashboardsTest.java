package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.charts.setup.KnownMetrics;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The dashboards, as Grafana's sidecar finds them. */
class DashboardsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSidecarFindsOneForEachConcern() {
        var names = new TreeSet<String>();
        for (Manifest map : maps(Scenario.example("ha"))) {
            names.add(map.name());
            assertEquals(
                    "1",
                    map.object()
                            .path("metadata")
                            .path("labels")
                            .path("grafana_dashboard")
                            .asText());
        }
        assertEquals(
                Set.of(
                        "gatehouse-dashboard-services",
                        "gatehouse-dashboard-sign-in",
                        "gatehouse-dashboard-tokens",
                        "gatehouse-dashboard-verification"),
                names);
        assertEquals(List.of(), maps(Scenario.example("minimal")));
    }

    @Test
    void theyAskForMetricsThatThereAre() throws IOException {
        Set<String> known = KnownMetrics.all();
        var asked = new TreeSet<String>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    Set<String> names = KnownMetrics.of(target.path("expr").asText());
                    assertFalse(names.isEmpty(), target::toString);
                    asked.addAll(names);
                }
            }
        }
        var unknown = new TreeSet<>(asked);
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown);
        // What nobody looks at is not worth counting.
        var unseen = new TreeSet<>(known);
        unseen.removeAll(asked);
        unseen.remove("up");
        assertEquals(Set.of(), unseen);
    }

    @Test
    void everyPanelSaysWhatItShowsAndNoTwoAreTheSame() {
        var identifiers = new TreeSet<String>();
        for (JsonNode dashboard : dashboards()) {
            assertTrue(identifiers.add(dashboard.path("uid").asText()));
            assertTrue(dashboard.path("description").asText().endsWith("."));
            var titles = new TreeSet<String>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertTrue(titles.add(panel.path("title").asText()), panel::toString);
                assertEquals(
                        "${datasource}", panel.path("datasource").path("uid").asText());
                assertFalse(panel.path("targets").isEmpty());
                for (JsonNode target : panel.path("targets")) {
                    assertTrue(target.path("expr").asText().contains("namespace=\"$namespace\""), target::toString);
                }
            }
        }
    }

    private static List<Manifest> maps(Scenario scenario) {
        return scenario.all("ConfigMap").stream()
                .filter(map -> map.name().contains("-dashboard-"))
                .toList();
    }

    private static List<JsonNode> dashboards() {
        var dashboards = new ArrayList<JsonNode>();
        for (Manifest map : maps(Scenario.example("ha"))) {
            map.object().path("data").forEach(text -> {
                try {
                    dashboards.add(JSON.readTree(text.asText()));
                } catch (JsonProcessingException e) {
                    throw new AssertionError(map + " is no JSON", e);
                }
            });
        }
        return dashboards;
    }
}
