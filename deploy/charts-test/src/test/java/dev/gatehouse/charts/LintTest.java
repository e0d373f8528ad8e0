package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.gatehouse.charts.setup.Charts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm itself finds nothing to object to. */
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
}
