package dev.gatehouse.bench.measure;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.bench.load.Caller;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Requests;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.bench.side.SessionPeer;
import dev.gatehouse.bench.usage.Usage;
import dev.gatehouse.launcher.suite.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What each kind of work costs among more and more users, grants and sessions, with one and with two replicas of each service.
 * Those who call are anywhere among the users.
 *
 * @param one the four services
 * @param other the four services once more, on the same data; both run all the time, so that both are warm
 */
public record GrowthMeasurement(
        GatehouseSide one,
        GatehouseSide other,
        BackingServices servers,
        Stores stores,
        Plan plan,
        Consumer<String> progress) {
    private static final int CALLERS = 100;
    private static final int CONNECTIONS = 32;
    private static final Duration TURN = Duration.ofSeconds(1);
    /** No session is opened sooner after the last: so a turn opens few more than are missing. */
    private static final long SOONEST_NANOS = 50_000;

    /** Two sets of virtual machines that are warm give compilers no more of a processor than that. */
    private static final double AT_REST = 0.1;

    /** More turns than these are none that a service of any use needs. */
    private static final int TURNS = 3_600;

    /** What is asked of users by the million, in one way or another. */
    private static final Set<Row> MAIN = EnumSet.of(
            Row.CLIENT_CREDENTIALS,
            Row.TOKEN_EXCHANGE,
            Row.INTROSPECTION,
            Row.USERINFO,
            Row.VERIFY_JWT,
            Row.VERIFY_OPAQUE,
            Row.VERIFY_COOKIE,
            Row.VERIFY_KEY,
            Row.SESSION_LOOKUP,
            Row.CODE_EXCHANGE,
            Row.REFRESH,
            Row.SIGN_IN,
            Row.BROWSER_SIGN_IN);

    /**
     * How it is measured.
     *
     * @param sizes how many users and sessions, the fewest first
     * @param rows of those that are measured; others are passed over
     * @param warmUp before anything counts
     * @param longestWarmUp how many times so long each row is driven at most before the first, until compilers rest: else
     *     those who come first would seem to cost more
     * @param rounds of each row
     */
    public record Plan(
            List<Integer> sizes,
            Set<Row> rows,
            Duration warmUp,
            ToIntFunction<Row> longestWarmUp,
            int rounds,
            Duration round) {}

    /** @return a table, whether cost stays flat, and what large rates need */
    public String run() {
        Person first = Person.first(1).getFirst();
        progress.accept("first start and data");
        one.processes().start();
        one.load();
        other.shares(one);
        other.processes().start();
        var crowd = new Crowd(stores);
        var sessions = new AtomicInteger();
        var all = new ArrayList<Grown>();
        int users = 0;
        for (int size : plan.sizes()) {
            progress.accept("making users and grants, until there are " + size + " of each");
            crowd.users(users + 1, size, first.username());
            crowd.grants(users + 1, size);
            progress.accept("opening sessions, until there are " + size);
            open(sessions, size);
            List<Person> people = Crowd.some(CALLERS, size, first);
            if (users == 0) {
                progress.accept("warming up");
                rows().forEach(row -> warmUp(row, people));
            }
            users = size;
            for (int replicas = 1; replicas <= 2; replicas++) {
                for (Row row : rows()) {
                    all.add(measure(row, size, replicas, people));
                }
            }
        }
        one.processes().stop();
        other.processes().stop();
        return new GrowthReport(all).markdown();
    }

    private List<Row> rows() {
        return MAIN.stream().filter(plan.rows()::contains).toList();
    }

    private void open(AtomicInteger sessions, int size) {
        SessionPeer peer = one.sessions();
        for (int turn = 0; turn < TURNS && sessions.get() < size; turn++) {
            List<Caller> callers = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> new Caller(peer.service(), peer.opening(cookie -> sessions.incrementAndGet())))
                    .toList();
            long missing = (long) size - sessions.get();
            failing(Load.drive(callers, Duration.ofNanos(Math.min(TURN.toNanos(), missing * SOONEST_NANOS))));
        }
    }

    private void warmUp(Row row, List<Person> people) {
        Requests work = one.requests(row, people).shared(other.requests(row, people));
        boolean rests = false;
        for (int turn = 0; turn < plan.longestWarmUp().applyAsInt(row) && !rests; turn++) {
            Duration before = compilers();
            Round driven = failing(work.drive(plan.warmUp()));
            rests = compilers().minus(before).toNanos()
                    < AT_REST * driven.elapsed().toNanos();
        }
    }

    private Duration compilers() {
        return one.processes().compilers().plus(other.processes().compilers());
    }

    private Grown measure(Row row, int size, int replicas, List<Person> people) {
        Requests here = one.requests(row, people);
        Requests work = replicas == 1 ? here : here.shared(other.requests(row, people));
        failing(work.drive(plan.warmUp()));
        Cost before = used(replicas);
        Histogram latencies = Round.histogram();
        double seconds = 0;
        for (int round = 0; round < plan.rounds(); round++) {
            Round driven = failing(work.drive(plan.round()));
            latencies.add(driven.latencies());
            seconds += driven.elapsed().toNanos() / 1e9;
        }
        long requests = latencies.getTotalCount();
        if (requests == 0) {
            throw new BenchFailure(row.title() + ": nothing is answered within a round");
        }
        var grown = new Grown(
                size,
                replicas,
                row,
                requests / seconds,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                used(replicas).since(before).each(requests));
        progress.accept("%s, %d users, %d replicas: %.0f/s, %.3f ms each"
                .formatted(
                        row.title(), size, replicas, grown.rate(), grown.cost().total()));
        return grown;
    }

    private static Round failing(Round round) {
        if (round.failure() != null) {
            throw new BenchFailure("the services do not answer as they should: " + round.failure());
        }
        return round;
    }

    private Cost used(int replicas) {
        Cost services = used(one);
        var stores = new LinkedHashMap<String, Double>();
        stores.put(Cost.POSTGRES, millis(Usage.ofTree(servers.postgres().pid())));
        stores.put(Cost.REDIS, millis(Usage.ofTree(servers.redis().pid())));
        return (replicas == 1 ? services : services.plus(used(other))).plus(new Cost(stores));
    }

    private static Cost used(GatehouseSide side) {
        var used = new LinkedHashMap<String, Double>();
        side.programs()
                .forEach(program ->
                        used.put(program.name(), millis(side.processes().usage(program.recipe()))));
        return new Cost(used);
    }

    private static double millis(Usage usage) {
        return usage.cpu().toNanos() / 1e6;
    }
}
