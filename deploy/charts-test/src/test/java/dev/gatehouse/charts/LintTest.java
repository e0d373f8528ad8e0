package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Manifest;
import dev.gatehouse.charts.setup.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm itself finds nothing to object to, and packs all that belongs together. */
class LintTest {
    @ParameterizedTest
    @MethodSource("dev.gatehouse.charts.setup.Charts#installable")
    void aChartIsLintedStrictly(String chart) {
        LintResult result = new Helm(Charts.folder(chart)).lint().strict().call();
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
        assertEquals(
                List.of(),
                result.getMessages().stream()
                        .filter(message -> !message.startsWith("[INFO]"))
                        .toList());
    }

    /** The links to what a chart depends on are followed: an archive needs nothing beside it. */
    @Test
    void anArchiveOfAllFourIsComplete(@TempDir Path directory) {
        new Helm(Charts.folder(Charts.ALL))
                .packageIt()
                .withDestination(directory)
                .call();
        List<String> archived = Charts.parse(new Helm(directory.resolve("gatehouse-0.1.0.tgz"))
                        .template()
                        .withName(Charts.RELEASE)
                        .withNamespace(Charts.NAMESPACE)
                        .withValuesFile(Charts.example("minimal"))
                        .call())
                .stream()
                .map(Manifest::toString)
                .sorted()
                .toList();
        assertEquals(
                Scenario.example("minimal").manifests().stream()
                        .filter(manifest -> !manifest.is("Pod"))
                        .map(Manifest::toString)
                        .sorted()
                        .toList(),
                archived);
    }
}
