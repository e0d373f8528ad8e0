package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.load.Refreshing;
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

    private static final String PATH = "/realms/" + Realm.NAME + "/protocol/openid-connect";
    private static final String TOKEN = PATH + "/token";
    private static final String USERINFO = PATH + "/userinfo";
    private static final String KEYS = PATH + "/certs";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
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
            case EMPTY,
                    MINT,
                    VERIFY_BASIC,
                    VERIFY_BASIC_HASHED,
                    VERIFY_KEY,
                    SESSION_LOOKUP,
                    REFRESH_AT_TOKEN_SERVICE,
                    REVOCATION,
                    REVOCATION_TOLD -> Optional.empty();
            case CLIENT_CREDENTIALS ->
                Optional.of(repeated(row, List.of(post(Map.of("grant_type", "client_credentials"))), "access_token"));
            case TOKEN_EXCHANGE -> Optional.of(tokenExchange(row));
            // It has no /verify; asking about a token is the nearest that it has.
            case INTROSPECTION, VERIFY_JWT, VERIFY_COOKIE, VERIFY_OPAQUE, VERIFY_OAUTH ->
                Optional.of(introspection(row));
            case VERIFY_OPENID -> Optional.of(asked(row, userTokens()));
            case USERINFO ->
                Optional.of(repeated(
                        row,
                        userTokens().stream()
                                .map(token -> wire.get(USERINFO, "Authorization: Bearer " + token))
                                .toList(),
                        "\"sub\""));
            case JWKS -> Optional.of(repeated(row, List.of(wire.get(KEYS, "Accept: application/json")), "\"kid\""));
            case CODE_EXCHANGE -> Optional.of(Requests.of(row, address, i -> flow().exchanging(person(i), wire)));
            case BROWSER_SIGN_IN -> Optional.of(Requests.of(row, address, i -> flow().signingIn(person(i), wire)));
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

    private BrowserFlow flow() {
        return new BrowserFlow(address, Realm.CLIENT, realm.authorization());
    }

    private Person person(int number) {
        return people.get(number % people.size());
    }

    /** Of users, given beside ID tokens. */
    private List<String> userTokens() {
        return people.stream()
                .map(person -> token(openId(passwordGrant(person)), "access_token"))
                .toList();
    }

    private Work tokenExchange(Row row) {
        return repeated(
                row,
                userTokens().stream()
                        .map(token -> post(Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token",
                                token,
                                "subject_token_type",
                                ACCESS_TOKEN,
                                "requested_token_type",
                                ACCESS_TOKEN)))
                        .toList(),
                "issued_token_type");
    }

    private Work introspection(Row row) {
        return asked(
                row,
                IntStream.range(0, people.size())
                        .mapToObj(i -> token(Map.of("grant_type", "client_credentials"), "access_token"))
                        .toList());
    }

    private Work asked(Row row, List<String> tokens) {
        List<byte[]> requests = tokens.stream()
                .map(token -> wire.form(TOKEN + "/introspect", realm.authorization(), Map.of("token", token)))
                .toList();
        return repeated(row, requests, "\"active\":true");
    }

    private Work refresh(Row row) {
        return Requests.of(
                row,
                address,
                i -> new Refreshing(
                        token -> post(Map.of("grant_type", "refresh_token", "refresh_token", token)),
                        token(openId(passwordGrant(person(i))), "refresh_token")));
    }

    private Work repeated(Row row, List<byte[]> requests, String expected) {
        return Requests.repeated(row, address, requests, expected);
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
