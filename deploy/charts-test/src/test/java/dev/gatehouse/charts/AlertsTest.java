package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.KnownLabels;
import dev.gatehouse.charts.setup.KnownMetrics;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Matcher;
import dev.gatehouse.charts.setup.Promtool;
import dev.gatehouse.charts.setup.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that alert: Prometheus reads them, each goes off when it should, and says what is to be done. */
class AlertsTest {
    private static final Scenario WITHOUT_LINKS = Scenario.example("ha").with("alerts.runbookUrl", "");

    static Stream<String> alerts() {
        return rules(WITHOUT_LINKS).stream().map(rule -> rule.path("alert").asText());
    }

    @Test
    void prometheusReadsThem() throws Exception {
        Promtool.Said said = Promtool.check(groups(Scenario.example("ha")));
        assertEquals(0, said.exit(), said::text);
        assertTrue(said.text().contains(alerts().count() + " rules found"), said::text);
    }

    /** Each test has the alert go off, and stay silent when something like it happens. */
    @ParameterizedTest
    @MethodSource("alerts")
    void eachGoesOffWhenItShould(String alert) throws Exception {
        String test = Files.readString(Promtool.test(alert));
        assertTrue(test.contains("exp_alerts: []"), "nothing says when it is silent");
        assertTrue(test.contains("severity: "), "nothing says when it goes off");
        Promtool.Said said = Promtool.test(groups(WITHOUT_LINKS), alert);
        assertEquals(0, said.exit(), said::text);
    }

    /** So that the tests before have to find what is wrong. */
    @Test
    void anAlertThatNeverGoesOffIsFound() throws Exception {
        String never = groups(WITHOUT_LINKS).replace(") == 0", ") == 7");
        assertNotEquals(groups(WITHOUT_LINKS), never);
        assertNotEquals(0, Promtool.test(never, "GatehouseServiceDown").exit());
    }

    @Test
    void thereIsATestOfEachAndOfNothingElse() throws IOException {
        assertEquals(alerts().sorted().toList(), Promtool.tested());
    }

    @Test
    void theRunbookHasAParagraphOnEachAndOnNothingElse() throws IOException {
        String runbook = Files.readString(Charts.projectRoot().resolve("deploy/docs/runbook.md"));
        List<String> headings = Pattern.compile("(?m)^## (Gatehouse\\w+)\n\n(?=\\w)")
                .matcher(runbook)
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertEquals(alerts().toList(), headings);
    }

    @Test
    void eachLeadsToItsParagraph() {
        for (JsonNode rule : rules(Scenario.example("ha"))) {
            String anchor = "#" + rule.path("alert").asText().toLowerCase(Locale.ROOT);
            JsonNode annotations = rule.path("annotations");
            assertEquals(
                    "deploy/docs/runbook.md" + anchor,
                    annotations.path("runbook").asText());
            assertEquals(
                    "https://wiki.example.com/gatehouse/runbook" + anchor,
                    annotations.path("runbook_url").asText());
            assertTrue(annotations.path("summary").asText().endsWith("."), rule::toString);
        }
        rules(WITHOUT_LINKS)
                .forEach(rule ->
                        assertTrue(rule.path("annotations").path("runbook_url").isMissingNode(), rule::toString));
    }

    @Test
    void theyAskForMetricsThatThereAre() throws IOException {
        for (JsonNode rule : rules(WITHOUT_LINKS)) {
            Set<String> asked = KnownMetrics.of(rule.path("expr").asText());
            assertTrue(!asked.isEmpty(), rule::toString);
            var unknown = new TreeSet<>(asked);
            unknown.removeAll(KnownMetrics.all());
            assertEquals(Set.of(), unknown, rule::toString);
        }
    }

    @Test
    void theyAskForLabelsThatThereAre() throws IOException {
        for (JsonNode rule : rules(WITHOUT_LINKS)) {
            String expression = rule.path("expr").asText();
            for (Matcher matcher : Matcher.in(expression)) {
                Set<String> values = KnownLabels.of(matcher.metric(), matcher.label());
                for (Matcher each : matcher.each()) {
                    assertTrue(values.stream().anyMatch(each::takes), each::toString);
                }
            }
        }
    }

    /** Prometheus without the operator is given the file. */
    @Test
    void prometheusReadsTheFileAsItIs() throws Exception {
        Promtool.Said said =
                Promtool.check(Charts.read(Charts.folder(Charts.ALL).resolve("rules/gatehouse.yaml"))
                        .toString());
        assertEquals(0, said.exit(), said::text);
    }

    /** Its services may have no pods, and nothing reads their metrics through it. */
    @Test
    void knativeIsNotToldThatNoPodIsThere() {
        List<JsonNode> rules = rules(Scenario.example("knative").with("alerts.enabled", "true"));
        assertEquals(rules(WITHOUT_LINKS).size() - 1, rules.size());
        assertTrue(rules.stream().noneMatch(rule -> rule.path("expr").asText().contains("absent(")), rules::toString);
    }

    @Test
    void nobodyIsGivenThemUnasked() {
        assertEquals(List.of(), Scenario.example("minimal").all("PrometheusRule"));
    }

    private static List<JsonNode> rules(Scenario scenario) {
        var rules = new ArrayList<JsonNode>();
        for (Manifest rule : scenario.all("PrometheusRule")) {
            rule.spec().path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        assertTrue(!rules.isEmpty());
        return rules;
    }

    private static String groups(Scenario scenario) {
        return scenario.all("PrometheusRule").getFirst().spec().toString();
    }
}
