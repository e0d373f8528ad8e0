package dev.gatehouse.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.Row;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sums, ratios and goals. */
class FiguresTest {
    @Test
    void roundsAreAddedUp() {
        var figure = new Figure(Row.REFRESH, Figures.JVM, List.of(sample(100, 1, null), sample(300, 3, null)));
        assertEquals(100, figure.rate());
        assertEquals(List.of(100.0, 100.0), figure.rates());
        assertEquals(400, figure.requests());
        assertEquals(2.0, figure.latency(50), 0.01);
        // Each sample used 40 ms of its own, 20 ms of the stores' and half a second of the tool's.
        assertEquals(0.2, figure.cpuMillis(), 1e-9);
        assertEquals(0.1, figure.storesMillis(), 1e-9);
        assertEquals(0.25, figure.toolCores(), 1e-9);
        assertEquals(1.024, figure.residentMegabytes(), 1e-9);
    }

    @Test
    void goalsAreHeldAgainstKeycloak() {
        Figure jvm = figure(Row.REFRESH, Figures.JVM, 1000);
        var figures = new Figures(List.of(jvm, figure(Row.REFRESH, Figures.KEYCLOAK, 99)));
        assertEquals("10 × Keycloak: reached", figures.goal(jvm));
        var slower = new Figures(List.of(jvm, figure(Row.REFRESH, Figures.KEYCLOAK, 101)));
        assertEquals("10 × Keycloak: not reached", slower.goal(jvm));
        assertEquals(9.9, slower.ratio(jvm, Figures.KEYCLOAK).orElseThrow(), 0.01);
    }

    @Test
    void goalsAreHeldAgainstTheFloors() {
        Figure verify = figure(Row.VERIFY_COOKIE, Figures.NATIVE, 1000);
        Figure signIn = figure(Row.SIGN_IN, Figures.NATIVE, 89);
        var figures = new Figures(List.of(
                verify,
                signIn,
                figure(Row.EMPTY, Figures.EMPTY, 3000),
                figure(Row.VERIFY_COOKIE, Figures.KEYCLOAK, 100),
                figure(Row.SIGN_IN, Figures.HASH, 100)));
        assertEquals("20 × Keycloak: not reached; ¼ of the empty endpoint: reached", figures.goal(verify));
        assertEquals("0.9 of the hash alone: not reached", figures.goal(signIn));
    }

    @Test
    void whatIsTimedIsHeldAgainstATime() {
        Figure soon = figure(Row.REVOCATION, Figures.JVM, 100);
        Histogram slow = Round.histogram();
        Round.record(slow, 60_000_000);
        var late = new Figure(
                Row.REVOCATION,
                Figures.NATIVE,
                List.of(new Sample(
                        new Round(1, seconds(1), slow, null),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        1000)));
        var figures = new Figures(List.of(soon, late));
        assertEquals("p99 under 50 ms: reached", figures.goal(soon));
        assertEquals("p99 under 50 ms: not reached", figures.goal(late));
        String summary = new Summary(figures, List.of()).markdown();
        assertTrue(summary.contains("another replica refuses, p99 ms"), summary);
        assertTrue(summary.contains("60.0"), summary);
    }

    @Test
    void aFailureIsNoFigure() {
        Figure jvm = figure(Row.REFRESH, Figures.JVM, 1000);
        var failed = new Figure(Row.REFRESH, Figures.KEYCLOAK, List.of(sample(10, 1, "answer 500: ")));
        var figures = new Figures(List.of(jvm, failed));
        assertTrue(figures.failed());
        assertTrue(figures.ratio(jvm, Figures.KEYCLOAK).isEmpty());
        assertEquals("", figures.goal(jvm));
        assertFalse(new Figures(List.of(jvm)).failed());
    }

    @Test
    void ofOneThatFailedTheMemoryIsNotKnown() {
        Figure keycloak = figure(Row.REFRESH, Figures.KEYCLOAK, 10);
        Figure whole = figure(Row.REFRESH, Figures.NATIVE, 10);
        var failed = new Figure(Row.REFRESH, Figures.NATIVE, List.of(sample(10, 1, "no answer")));
        assertEquals(
                "native under a third of Keycloak: not reached", new Figures(List.of(whole, keycloak)).memoryGoal());
        assertEquals("", new Figures(List.of(failed, keycloak)).memoryGoal());
    }

    @Test
    void aFloorThatTheLoadToolSetsIsNoFloor() {
        Figure verify = figure(Row.VERIFY_JWT, Figures.NATIVE, 1000);
        var floor = new Figure(
                Row.EMPTY,
                Figures.EMPTY,
                List.of(new Sample(
                        new Round(3000, seconds(1), Round.histogram(), null),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(990),
                        Duration.ZERO,
                        Duration.ZERO,
                        1000)));
        assertEquals(
                "¼ of the empty endpoint: not known, the load tool could do no more",
                new Figures(List.of(verify, floor)).goal(verify));
    }

    @Test
    void whatOthersTookIsAnAverageOverTime() {
        var figures = new Figures(List.of(figure(Row.REFRESH, Figures.JVM, 10), figure(Row.EMPTY, Figures.EMPTY, 10)));
        assertEquals(0.1, figures.otherCores(), 1e-9);
    }

    @Test
    void whoseCompilersRestIsWarm() {
        assertTrue(compiling(49).compiled());
        assertFalse(compiling(51).compiled());
    }

    private static Sample compiling(int millis) {
        return new Sample(
                new Round(1, seconds(1), Round.histogram(), null),
                seconds(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(millis),
                1000);
    }

    @Test
    void theMiddleOfTheStarts() {
        assertEquals(2000, new Start("a", List.of(seconds(9), seconds(2), seconds(1))).median());
        assertEquals(1500, new Start("a", List.of(seconds(2), seconds(1))).median());
        assertEquals(9000, new Start("a", List.of(seconds(9), seconds(2))).slowest());
    }

    private static Figure figure(Row row, String side, long requests) {
        return new Figure(row, side, List.of(sample(requests, 1, null)));
    }

    private static Sample sample(long requests, int seconds, @Nullable String failure) {
        Histogram latencies = Round.histogram();
        Round.record(latencies, 2_000_000);
        return new Sample(
                new Round(requests, seconds(seconds), latencies, failure),
                Duration.ofMillis(40),
                Duration.ofMillis(20),
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ZERO,
                1000);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
