package dev.gatehouse.bench.measure;

import dev.gatehouse.bench.facts.RedisFacts;
import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.bench.side.SessionPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What very many sessions take of Redis, and whether a look-up among them takes longer than among few.
 *
 * @param redisUrl with the password in it
 * @param sessions at the end, each of a user of its own
 */
public record SessionsMeasurement(
        GatehouseSide side, String redisUrl, int sessions, Duration round, Consumer<String> progress) {
    private static final int CONNECTIONS = 32;
    private static final Duration TURN = Duration.ofSeconds(1);
    /** More turns than these are none that a service of any use needs. */
    private static final int TURNS = 3_600;
    /** Look-ups are among so many of all, in no order. */
    private static final int SAMPLE = 20_000;
    /** Else the first figures are those of code which the compiler has not seen yet. */
    private static final int WARM_UPS = 5;

    /** @return a table: how many sessions there were, and what each and a look-up took */
    public String run() {
        progress.accept("first start");
        side.processes().start();
        SessionPeer peer = side.sessions();
        long empty = RedisFacts.memory(redisUrl);
        var cookies = new Cookies();
        progress.accept("warming up");
        for (int i = 0; i < WARM_UPS; i++) {
            open(peer, cookies);
            look(peer, cookies);
        }
        var table = new StringBuilder(
                        "| sessions | opened/s | bytes in Redis, each | look-ups/s | p50, ms | p99, ms |%n".formatted())
                .append("| ---: | ---: | ---: | ---: | ---: | ---: |%n".formatted());
        for (int goal : new int[] {sessions / 100, sessions / 10, sessions}) {
            progress.accept("opening sessions, until there are " + goal);
            double rate = fill(peer, cookies, goal);
            long bytes = RedisFacts.memory(redisUrl) - empty;
            progress.accept("looking up");
            Round looked = look(peer, cookies);
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.0f | %,.0f | %.2f | %.2f |%n",
                    cookies.all,
                    rate,
                    (double) bytes / cookies.all,
                    rate(looked),
                    looked.latencies().getValueAtPercentile(50) / 1e3,
                    looked.latencies().getValueAtPercentile(99) / 1e3));
        }
        side.processes().stop();
        return table.toString();
    }

    /** At least one turn, so that there is a rate. */
    private double fill(SessionPeer peer, Cookies cookies, int goal) {
        long requests = 0;
        double seconds = 0;
        int turn = 0;
        do {
            Round opened = open(peer, cookies);
            requests += opened.requests();
            seconds += opened.elapsed().toNanos() / 1e9;
            turn++;
        } while (cookies.all < goal && turn < TURNS);
        return requests / seconds;
    }

    private static Round open(SessionPeer peer, Cookies cookies) {
        return driven(peer, i -> peer.opening(cookies::add), TURN);
    }

    private Round look(SessionPeer peer, Cookies cookies) {
        return driven(peer, i -> peer.lookup(cookies.sample), round);
    }

    private static Round driven(SessionPeer peer, IntFunction<Dialogue> dialogue, Duration time) {
        List<Dialogue> dialogues =
                IntStream.range(0, CONNECTIONS).mapToObj(dialogue).toList();
        Round driven = Load.drive(peer.service(), dialogues, time);
        if (driven.failure() != null) {
            throw new BenchFailure("session-service fails: " + driven.failure());
        }
        return driven;
    }

    private static double rate(Round round) {
        return round.rate();
    }

    /** How many there are, and some of them: each of all with the same likelihood. */
    private static final class Cookies {
        private final List<String> sample = new ArrayList<>();
        private int all;

        void add(String cookie) {
            all++;
            if (sample.size() < SAMPLE) {
                sample.add(cookie);
            } else {
                int place = ThreadLocalRandom.current().nextInt(all);
                if (place < SAMPLE) {
                    sample.set(place, cookie);
                }
            }
        }
    }
}
