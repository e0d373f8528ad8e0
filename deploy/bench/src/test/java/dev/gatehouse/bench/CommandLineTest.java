package dev.gatehouse.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.bench.CommandLine.Peer;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.Row;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of the benchmark. */
class CommandLineTest {
    @Test
    void theWholeComparisonIsTheDefault() {
        CommandLine command = CommandLine.parse("bench");
        assertTrue(command.complete());
        assertEquals(3, command.rounds());
        assertEquals(Duration.ofSeconds(10), command.round());
        assertEquals(Duration.ofSeconds(10), command.warmUp());
        assertEquals(20, command.longestWarmUp(Row.EMPTY));
    }

    @Test
    void aSearchIsMeasuredAmongSoManyUsers() {
        assertEquals(
                1_000_000, CommandLine.parse("measure", "--users", "1000000").users());
        assertEquals(0, CommandLine.parse("measure").users());
        assertEquals(20_000, CommandLine.parse("measure", "--sessions", "20000").sessions());
        assertThrows(BenchFailure.class, () -> CommandLine.parse("measure", "--users", "many"));
    }

    @Test
    void quickIsShort() {
        CommandLine command = CommandLine.parse("bench", "--quick");
        assertFalse(command.complete());
        assertEquals(1, command.rounds());
        assertEquals(Duration.ofSeconds(2), command.round());
    }

    @Test
    void withoutKeycloakItIsAsLongButNoRecord() {
        CommandLine command = CommandLine.parse("bench", "--alone");
        assertFalse(command.complete());
        assertFalse(command.quick());
        assertEquals(3, command.rounds());
        assertEquals(Set.of(), command.peers());
        assertEquals(Set.of(), CommandLine.parse("bench", "--quick").peers());
        assertEquals(
                Set.of(Peer.KEYCLOAK, Peer.OIDC_PROVIDER),
                CommandLine.parse("bench").peers());
    }

    @Test
    void peersAreChosenByName() {
        CommandLine command = CommandLine.parse("bench", "--quick", "--with", "oidc-provider");
        assertTrue(command.with(Peer.OIDC_PROVIDER));
        assertFalse(command.with(Peer.KEYCLOAK));
    }

    @Test
    void aTrainingDoesEverythingOnceAndNeedsNobodyElse() {
        CommandLine command = CommandLine.parse("train");
        assertEquals(CommandLine.Verb.TRAIN, command.verb());
        assertEquals(1, command.rounds());
        assertTrue(command.quick());
        assertFalse(command.complete());
        assertEquals(Row.values().length, command.rows().size());
    }

    @Test
    void rowsAreChosenByName() {
        CommandLine command = CommandLine.parse("bench", "--only", "verify-jwt,sign-in", "--seconds", "5", "--jfr");
        assertEquals(Set.of(Row.VERIFY_JWT, Row.SIGN_IN), command.rows());
        assertEquals(Duration.ofSeconds(5), command.round());
        assertTrue(command.jfr());
        assertFalse(command.complete());
    }

    @Test
    void ratesAreForAllRowsOrForSome() {
        CommandLine all = CommandLine.parse("bench", "--rate", "500");
        assertEquals(OptionalInt.of(500), all.rate(Row.VERIFY_JWT));
        assertEquals(OptionalInt.empty(), all.rate(Row.REVOCATION));
        assertEquals(Row.values().length, all.rows().size());
        assertFalse(all.complete());
        assertTrue(all.scheduled());
        CommandLine some = CommandLine.parse("bench", "--quick", "--rate", "verify-jwt=2000,sign-in=10");
        assertEquals(Set.of(Row.VERIFY_JWT, Row.SIGN_IN), some.rows());
        assertEquals(OptionalInt.of(10), some.rate(Row.SIGN_IN));
        assertFalse(some.scheduled());
        assertTrue(CommandLine.parse("bench").rates().isEmpty());
    }

    @Test
    void growthIsMeasuredFromTheFewestOn() {
        assertEquals(
                List.of(1000, 100_000),
                CommandLine.parse("measure", "--growth", "100000,1000").growth());
        assertEquals(List.of(), CommandLine.parse("measure").growth());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up",
                "bench --fast",
                "bench --rounds",
                "bench --rounds 0",
                "bench --only all",
                "bench --rate 0",
                "bench --with hydra",
                "bench --rate revocation=5",
                "bench --rate verify-jwt=2,sign-in",
                "measure --growth 5,many"
            })
    void anythingElseIsNotUnderstood(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThrows(BenchFailure.class, () -> CommandLine.parse(words));
    }
}
