package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.charts.setup.KnownLabels;
import dev.gatehouse.charts.setup.KnownMetrics;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Matcher;
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
        for (String expression : expressions()) {
            Set<String> names = KnownMetrics.of(expression);
            assertFalse(names.isEmpty(), expression);
            asked.addAll(names);
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
    void theyAskForLabelsThatThereAre() throws IOException {
        for (String expression : expressions()) {
            for (Matcher matcher : Matcher.in(expression)) {
                Set<String> values = KnownLabels.of(matcher.metric(), matcher.label());
                for (Matcher each : matcher.each()) {
                    assertTrue(values.stream().anyMatch(each::takes), each::toString);
                }
            }
        }
    }

    /** Else a panel of an endpoint shows a part of its calls. */
    @Test
    void whatAsksForAPathAsksForAllBelowIt() throws IOException {
        List<Matcher> matchers = expressions().stream()
                .flatMap(expression -> Matcher.in(expression).stream())
                .filter(matcher -> matcher.label().equals("uri"))
                .toList();
        assertFalse(matchers.isEmpty());
        for (Matcher matcher : matchers) {
            Set<String> all = KnownLabels.of(matcher.metric(), "uri");
            for (String path : all.stream().filter(matcher::takes).toList()) {
                assertEquals(
                        List.of(),
                        all.stream()
                                .filter(other -> other.startsWith(path + "/") && !matcher.takes(other))
                                .toList(),
                        matcher::toString);
            }
        }
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

    private static List<String> expressions() {
        return dashboards().stream()
                .flatMap(dashboard -> dashboard.findValuesAsText("expr").stream())
                .toList();
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
