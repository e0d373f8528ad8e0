package dev.gatehouse.bench;

import dev.gatehouse.backing.BackingServices;
import dev.gatehouse.bench.CommandLine.Peer;
import dev.gatehouse.bench.facts.DatabaseFacts;
import dev.gatehouse.bench.floor.EmptySide;
import dev.gatehouse.bench.floor.HashFloor;
import dev.gatehouse.bench.floor.Signatures;
import dev.gatehouse.bench.keycloak.KeycloakSide;
import dev.gatehouse.bench.measure.GrowthMeasurement;
import dev.gatehouse.bench.measure.Measured;
import dev.gatehouse.bench.measure.Measurement;
import dev.gatehouse.bench.measure.SearchMeasurement;
import dev.gatehouse.bench.measure.SessionsMeasurement;
import dev.gatehouse.bench.measure.TriesMeasurement;
import dev.gatehouse.bench.oidcprovider.OidcProviderSide;
import dev.gatehouse.bench.result.Figures;
import dev.gatehouse.bench.result.Report;
import dev.gatehouse.bench.result.Start;
import dev.gatehouse.bench.side.BenchFailure;
import dev.gatehouse.bench.side.GatehouseSide;
import dev.gatehouse.bench.side.HashCost;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Side;
import dev.gatehouse.launcher.process.PrivateFiles;
import dev.gatehouse.launcher.suite.AotCache;
import dev.gatehouse.launcher.suite.Form;
import dev.gatehouse.launcher.suite.Stores;
import dev.gatehouse.launcher.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One run: all sides on one PostgreSQL, with the same data, driven in turns. */
final class Bench implements AutoCloseable {
    /** How far above the first port the others' lie. */
    private static final int NATIVE_PORT = 10;

    private static final String SECRETS = "secrets.properties";
    private static final String NOT_NATIVE =
            "no native rows: not all four binaries are there and as new as their code (./gatehouse native)";
    private static final int KEYCLOAK_PORT = 20;
    private static final int EMPTY_PORT = 30;
    private static final int REPLICA_PORT = 40;
    private static final int OIDC_PROVIDER_PORT = 60;

    private final CommandLine command;
    private final Consumer<String> progress;
    private final List<Side> sides = new ArrayList<>();
    private final BackingServices servers;
    private boolean closed;

    Bench(CommandLine command, Consumer<String> progress) {
        this.command = command;
        this.progress = progress;
        PrivateFiles.directory(command.directory());
        progress.accept("starting PostgreSQL and Redis");
        servers = BackingServices.start(command.directory().resolve("data"), true);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-bench"));
    }

    Report run() {
        List<Person> people = Person.first(command.quick() ? 16 : 100);
        Stores jvm = stores("gatehouse_jvm", 0);
        Map<Form, GatehouseSide> forms = forms(jvm, people);
        forms.values().forEach(this::addAndLoad);
        var cost = HashCost.of(new DatabaseFacts(jvm).gatehouseHash());
        Map<String, String> facts = RunFacts.of(command, servers, jvm, people.size(), cost);
        forms.values().forEach(side -> facts.put(side.name() + ", each service", side.memoryOptions()));
        if (command.with(Peer.KEYCLOAK)) {
            Stores keycloak = stores("keycloak", 0);
            addAndLoad(new KeycloakSide(command.directory(), keycloak, cost, people, command.port() + KEYCLOAK_PORT));
            facts.put("database, for Keycloak", new DatabaseFacts(keycloak).server());
            HashCost other = HashCost.ofKeycloak(new DatabaseFacts(keycloak).keycloakHash());
            if (!other.equals(cost)) {
                throw new BenchFailure("passwords do not cost the same: Gatehouse " + cost + ", Keycloak " + other);
            }
        }
        if (command.with(Peer.OIDC_PROVIDER) && OidcProviderSide.possible()) {
            int port = command.port() + OIDC_PROVIDER_PORT;
            add(new OidcProviderSide(command.root(), command.directory(), people, port));
            facts.put(Figures.OIDC_PROVIDER, OidcProviderSide.described(command.root()));
        } else if (command.with(Peer.OIDC_PROVIDER)) {
            progress.accept("no rows of oidc-provider: there is no Node with npm");
        }
        List<Start> starts = starts();
        add(new EmptySide(command.root(), command.directory(), command.port() + EMPTY_PORT));
        progress.accept("starting all sides");
        sides.forEach(side -> side.processes().start());
        var rows = new Rows(command, servers, sides, List.of(new HashFloor(cost)), progress);
        boolean compared = command.with(Peer.KEYCLOAK) && command.rates().isEmpty();
        return new Report(facts, new Figures(rows.run()), starts, signatures(), compared);
    }

    /** Each service by itself, in each form that is built. */
    List<Measured> measure() {
        List<Person> people = Person.first(16);
        var measured = new ArrayList<Measured>();
        forms(stores("gatehouse_jvm", 0), people).forEach((form, side) -> {
            add(side);
            measured.addAll(new Measurement(form, side, progress).run());
        });
        measured.sort(Comparator.comparing(Measured::service).thenComparing(Measured::form));
        return measured;
    }

    /** Every kind of work, for the virtual machines of the services to learn from: each writes an AOT cache at its end. */
    void train() {
        Stores stores = stores("gatehouse_training", 0);
        List<Person> people = Person.first(16);
        List<String> options = List.of(AotCache.TRAINING);
        GatehouseSide side = gatehouse(Figures.JVM, Form.JVM, stores, people, command.port(), options);
        add(side);
        progress.accept("starting the services, to learn what they do");
        side.processes().start();
        side.load();
        var figures = new Figures(new Rows(command, servers, sides, List.of(), progress).run());
        if (figures.failed()) {
            throw new BenchFailure("the services do not answer as they should");
        }
        progress.accept("the services write down what they have learnt");
    }

    /** A search among very many users, by the services on the JVM. */
    String search() {
        Stores stores = stores("gatehouse_search", 0);
        GatehouseSide side = gatehouse(Figures.JVM, Form.JVM, stores, Person.first(1), command.port());
        add(side);
        return new SearchMeasurement(side, stores, command.users(), progress).run();
    }

    /** Whether the times of refusals tell who has an account. */
    String tries() {
        Stores stores = stores("gatehouse_tries", 0);
        List<Person> people = Person.first(50);
        List<String> options = TriesMeasurement.unthrottled(command.tries());
        GatehouseSide side = gatehouse(Figures.JVM, Form.JVM, stores, people, command.port(), options);
        add(side);
        return new TriesMeasurement(side, people, command.tries(), progress).run();
    }

    /** What very many sessions take, and what a look-up takes among them. */
    String sessions() {
        Stores stores = stores("gatehouse_sessions", 0);
        GatehouseSide side = gatehouse(Figures.JVM, Form.JVM, stores, Person.first(1), command.port());
        add(side);
        return new SessionsMeasurement(side, stores.redisUrl(), command.sessions(), command.round(), progress).run();
    }

    /** What each kind of work costs among more and more users. */
    String growth() {
        Stores stores = stores("gatehouse_growth", 0);
        int port = command.port();
        GatehouseSide one = gatehouse(Figures.JVM, Form.JVM, stores, Person.first(1), port);
        Path beside = command.directory().resolve("jvm-2");
        shareSecrets(data(Form.JVM), beside);
        var other = new GatehouseSide(
                Figures.JVM,
                options(Form.JVM, beside, port + REPLICA_PORT, port, List.of()),
                stores,
                List.of(),
                OptionalInt.empty());
        add(one);
        add(other);
        return new GrowthMeasurement(one, other, servers, stores, command.growthPlan(), progress).run();
    }

    private Map<Form, GatehouseSide> forms(Stores jvm, List<Person> people) {
        var forms = new EnumMap<Form, GatehouseSide>(Form.class);
        forms.put(Form.JVM, gatehouse(Figures.JVM, Form.JVM, jvm, people, command.port()));
        // The script says so where all four are there, and as new as their code.
        if (Boolean.getBoolean("gatehouse.native")) {
            Stores stores = stores("gatehouse_native", 1);
            int port = command.port() + NATIVE_PORT;
            forms.put(Form.NATIVE, gatehouse(Figures.NATIVE, Form.NATIVE, stores, people, port));
        } else {
            progress.accept(NOT_NATIVE);
        }
        return forms;
    }

    private GatehouseSide gatehouse(String name, Form form, Stores stores, List<Person> people, int port) {
        List<String> jvmOptions = command.jfr()
                ? List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + command.directory().resolve("{service}.jfr"))
                : List.of();
        return gatehouse(name, form, stores, people, port, jvmOptions);
    }

    private GatehouseSide gatehouse(
            String name, Form form, Stores stores, List<Person> people, int port, List<String> jvmOptions) {
        return new GatehouseSide(
                name,
                options(form, data(form), port, port, jvmOptions),
                stores,
                people,
                // While they learn, each service is there once: both would write the same cache.
                command.verb() == CommandLine.Verb.TRAIN ? OptionalInt.empty() : OptionalInt.of(port + REPLICA_PORT));
    }

    private Path data(Form form) {
        return command.directory().resolve(form.name().toLowerCase(Locale.ROOT));
    }

    /** Replicas have the same keys, whichever directory their logs go to. */
    private static void shareSecrets(Path data, Path other) {
        PrivateFiles.directory(other);
        try {
            String secrets = Files.readString(data.resolve(SECRETS));
            PrivateFiles.write(other.resolve(SECRETS), secrets);
        } catch (IOException e) {
            throw new BenchFailure("the secrets of " + data + " cannot be read: " + e.getMessage());
        }
    }

    /** @param origin the port of the public origin, which all replicas have in common */
    private SuiteOptions options(Form form, Path data, int port, int origin, List<String> jvmOptions) {
        return new SuiteOptions(
                command.root(),
                data,
                port,
                "http://localhost:" + origin,
                false,
                form,
                jvmOptions,
                // All people of the measurement come from this machine.
                Map.of("GATEHOUSE_REGISTRATIONS_PER_ADDRESS", "100000"));
    }

    /** A database of its own, and a Redis of its own within the one server. */
    private Stores stores(String name, int redis) {
        return new Stores(
                servers.postgres().database(name),
                servers.databaseUser(),
                servers.databasePassword(),
                servers.redisUrl() + "/" + redis);
    }

    private synchronized void add(Side side) {
        if (closed) {
            side.processes().close();
        }
        sides.add(side);
    }

    /** The first start makes the tables, so it is not among those that count. */
    private void addAndLoad(Side side) {
        add(side);
        progress.accept(side.name() + ": first start and data");
        side.processes().start();
        side.load();
        side.processes().stop();
    }

    private List<Start> starts() {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        for (int round = 0; round < command.rounds(); round++) {
            for (Side side : sides) {
                Duration time = side.processes().start();
                side.processes().stop();
                progress.accept("start to ready, " + side.name() + ": " + time.toMillis() + " ms");
                times.computeIfAbsent(side.name(), name -> new ArrayList<>()).add(time);
            }
        }
        return times.entrySet().stream()
                .map(side -> new Start(side.getKey(), side.getValue()))
                .toList();
    }

    private Map<String, Double> signatures() {
        progress.accept("signatures alone");
        Duration time = Duration.ofSeconds(command.quick() ? 1 : 3);
        Map<String, Double> rates = new LinkedHashMap<>();
        Signatures.corretto(command.root(), time).ifPresent(rate -> rates.put("Corretto's provider", rate));
        rates.put("the JDK's provider", Signatures.jdk(time));
        return rates;
    }

    @Override
    public synchronized void close() {
        closed = true;
        sides.forEach(side -> side.processes().close());
        sides.clear();
        servers.close();
    }
}
