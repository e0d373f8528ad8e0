package dev.gatehouse.bench;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.bench.CommandLine.Peer;
import dev.gatehouse.bench.facts.DatabaseFacts;
import dev.gatehouse.bench.facts.Machine;
import dev.gatehouse.bench.facts.RedisFacts;
import dev.gatehouse.bench.keycloak.KeycloakSide;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.HashCost;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.launcher.suite.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to know of a run, as it is printed below the table. */
final class RunFacts {
    private static final Pattern QUARKUS = Pattern.compile("<quarkus.version>([^<]+)</quarkus.version>");

    private RunFacts() {}

    static Map<String, String> of(
            CommandLine command, BackingServices servers, Stores stores, int users, HashCost cost) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("machine", Machine.described() + "; the load tool and all servers share it");
        facts.put("Gatehouse", System.getProperty("gatehouse.commit", "unknown") + ", Quarkus " + quarkus(command));
        facts.put("Java, for all", Machine.java());
        facts.put("database, for Gatehouse", new DatabaseFacts(stores).server());
        facts.put("Redis, for Gatehouse", RedisFacts.server(servers.redisUrl()));
        facts.put(
                "resident memory",
                "the sum of what Linux says of each process (VmRSS), PostgreSQL and Redis not among them");
        if (command.with(Peer.KEYCLOAK)) {
            facts.put(
                    "Keycloak",
                    KeycloakSide.VERSION + ", production mode (start --optimized), local caches, memory settings as it"
                            + " comes (-Xmx512m, G1), ES256 access tokens as Gatehouse's, refresh tokens for one use,"
                            + " an ID token with each refresh;"
                            + " its introspection stands against /verify, which it has not");
            facts.put(
                    "caches",
                    "the same tokens come again and again: token-service remembers the signatures that it has checked,"
                            + " and asks Redis each time whether the token was revoked");
        }
        facts.put(
                "load",
                users + " users, each with a token and a session of its own; " + command.rounds() + " rounds of "
                        + command.round().toSeconds()
                        + " s for each side in turns, after a warm-up of each"
                        + (command.quick()
                                ? " for "
                                : " until it gets no faster and compilers rest: from two to twenty times ")
                        + command.warmUp().toSeconds()
                        + " s, of sign-ins at least " + Row.SIGN_IN.warmUps()
                        + " times as long; 32 connections, 8 for sign-ins, each with one request under way;"
                        + " every service on its own port, no proxy between; any answer that is not as it should be"
                        + " fails the row");
        if (!command.rates().isEmpty()) {
            facts.put(
                    "rates",
                    "requests are due so often, whether those before were answered or not, and each is timed from when it"
                            + " was due; where every connection waits, another one is opened; late are those that were"
                            + " sent more than 5 ms after they were due; a code is asked for before its exchange is due");
        }
        facts.put("start to ready", "p50 is the median, p99 the slowest of " + command.rounds());
        facts.put(
                "password hash",
                cost + ", for all" + (command.with(Peer.KEYCLOAK) ? "; as both keep it in their databases" : ""));
        return facts;
    }

    /** What to know of a single figure. */
    static String ofOne(CommandLine command) {
        return """
                - date: %s
                - machine: %s
                - Gatehouse: %s, Quarkus %s; Java %s
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Machine.described(),
                        System.getProperty("gatehouse.commit", "unknown"),
                        quarkus(command),
                        Machine.java());
    }

    /** What to know of the services' own figures. */
    static String ofMeasuring(CommandLine command) {
        return ofOne(command) + """
                - first answer, ready: from exec, the middle of 5 starts of each service alone, PostgreSQL and Redis up
                - memory: resident, while all four run; the requests are profiles (identity), /verify by JWT (token), the \
                current session (session) and client_credentials (oauth); token-service \
                answers part of the others' requests too
                - on disk: the binary, or the directory with all jars
                - build: what native-image says; for the JVM, Maven's run for the service and the common module
                """;
    }

    private static String quarkus(CommandLine command) {
        try {
            Matcher version = QUARKUS.matcher(Files.readString(command.root().resolve("pom.xml")));
            return version.find() ? version.group(1) : "unknown";
        } catch (IOException e) {
            throw new BenchFailure("the project's pom.xml cannot be read: " + e.getMessage());
        }
    }
}
