package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Refreshing;
import dev.gatehouse.bench.load.Repeated;
import dev.gatehouse.bench.result.Figures;
import dev.gatehouse.bench.side.HashCost;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Processes;
import dev.gatehouse.bench.side.Requests;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.bench.side.Side;
import dev.gatehouse.bench.side.Wire;
import dev.gatehouse.bench.side.Work;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import dev.gatehouse.launcher.suite.Stores;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Keycloak in production mode, with the same users, the same cost of a password and the same kind of signature. */
public final class KeycloakSide implements Side {
    /** What it is compared with. */
    public static final String VERSION = "26.7.3";

    private static final String TOKEN = "/realms/" + Realm.NAME + "/protocol/openid-connect/token";
    private static final String ADMIN = "bench-admin";

    private final List<Person> people;
    private final String password = secret();
    private final Realm realm = new Realm(secret());
    private final URI address;
    private final Wire wire;
    private final Processes processes;

    /**
     * Not started yet.
     *
     * @param directory with the zip in it; it is unpacked there
     * @param cost of a password, which it is told to have
     * @param port to serve; its health is on the next
     */
    public KeycloakSide(Path directory, Stores stores, HashCost cost, List<Person> people, int port) {
        this.people = people;
        address = URI.create("http://127.0.0.1:" + port);
        wire = new Wire(address);
        Path zip = directory.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
        var distribution = Distribution.unpacked(zip, directory, VERSION);
        int management = port + 1;
        var environment = new HashMap<>(Distribution.environment());
        environment.put("KC_DB_URL", stores.jdbcUrl());
        environment.put("KC_DB_USERNAME", stores.databaseUser());
        environment.put("KC_DB_PASSWORD", stores.databasePassword());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        List<String> command = distribution.command(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + address.getPort(),
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + management,
                "--hostname=" + address,
                "--log-level=warn",
                "--spi-password-hashing--argon2--memory=" + cost.memory(),
                "--spi-password-hashing--argon2--iterations=" + cost.iterations(),
                "--spi-password-hashing--argon2--parallelism=" + cost.parallelism());
        var recipe = new Recipe(
                "keycloak",
                command,
                directory,
                environment,
                System.getenv().keySet().stream()
                        .filter(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"))
                        .toList(),
                directory.resolve("keycloak.log"),
                directory.resolve("keycloak.pid"));
        processes = new Processes(Map.of(recipe, URI.create("http://127.0.0.1:" + management + "/health/ready")), 200);
    }

    @Override
    public String name() {
        return Figures.KEYCLOAK;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public void load() {
        String token = Http.member(
                Http.form(
                        address,
                        "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                ADMIN,
                                "password",
                                password)),
                "access_token");
        Http.send(Http.json(address, "/admin/realms", realm.representation(people))
                .header("Authorization", "Bearer " + token));
    }

    @Override
    public Optional<Work> work(Row row) {
        return switch (row) {
            // It takes no password with a call, and tells nobody of what is revoked.
            case EMPTY, MINT, VERIFY_BASIC, SESSION_LOOKUP, REFRESH_AT_TOKEN_SERVICE, REVOCATION, REVOCATION_TOLD ->
                Optional.empty();
            case CLIENT_CREDENTIALS ->
                Optional.of(repeated(row, List.of(post(Map.of("grant_type", "client_credentials"))), "access_token"));
            // It has no /verify; asking about a token is the nearest that it has.
            case INTROSPECTION, VERIFY_JWT, VERIFY_COOKIE, VERIFY_OPAQUE -> Optional.of(introspection(row));
            case CODE_EXCHANGE -> Optional.of(exchange(row));
            case REFRESH -> Optional.of(refresh(row));
            case SIGN_IN ->
                Optional.of(repeated(
                        row,
                        people.stream()
                                .map(person -> post(passwordGrant(person)))
                                .toList(),
                        "access_token"));
        };
    }

    private Work introspection(Row row) {
        List<byte[]> requests = IntStream.range(0, people.size())
                .mapToObj(i -> token(Map.of("grant_type", "client_credentials"), "access_token"))
                .map(token -> wire.form(TOKEN + "/introspect", realm.authorization(), Map.of("token", token)))
                .toList();
        return repeated(row, requests, "\"active\":true");
    }

    private Work exchange(Row row) {
        var flow = new BrowserFlow(address, Realm.CLIENT, realm.authorization(), Realm.REDIRECT_URI);
        return new Requests(
                address,
                IntStream.range(0, row.connections())
                        .mapToObj(i -> flow.exchanging(people.get(i % people.size()), wire))
                        .toList());
    }

    private Work refresh(Row row) {
        return new Requests(
                address,
                IntStream.range(0, row.connections())
                        .mapToObj(i -> token(openId(passwordGrant(people.get(i % people.size()))), "refresh_token"))
                        .<Dialogue>map(first -> new Refreshing(
                                token -> post(Map.of("grant_type", "refresh_token", "refresh_token", token)), first))
                        .toList());
    }

    private Work repeated(Row row, List<byte[]> requests, String expected) {
        return new Requests(
                address,
                IntStream.range(0, row.connections())
                        .<Dialogue>mapToObj(i -> new Repeated(requests, i, expected))
                        .toList());
    }

    private String token(Map<String, String> fields, String member) {
        return Http.member(Http.form(address, TOKEN, fields).header("Authorization", realm.authorization()), member);
    }

    private byte[] post(Map<String, String> fields) {
        return wire.form(TOKEN, realm.authorization(), fields);
    }

    private static Map<String, String> passwordGrant(Person person) {
        return Map.of("grant_type", "password", "username", person.username(), "password", person.password());
    }

    /** With an ID token beside each access token, as Gatehouse's clients ask for it. */
    private static Map<String, String> openId(Map<String, String> grant) {
        var fields = new HashMap<>(grant);
        fields.put("scope", "openid");
        return fields;
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
