package dev.gatehouse.bench.oidcprovider;

import dev.gatehouse.bench.load.Exchanging;
import dev.gatehouse.bench.load.Refreshing;
import dev.gatehouse.bench.result.Figures;
import dev.gatehouse.bench.side.CodeRequest;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import dev.gatehouse.bench.side.Processes;
import dev.gatehouse.bench.side.Requests;
import dev.gatehouse.bench.side.Row;
import dev.gatehouse.bench.side.Side;
import dev.gatehouse.bench.side.Wire;
import dev.gatehouse.bench.side.Work;
import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import dev.gatehouse.launcher.process.NodePackages;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** npm's oidc-provider on Node, one process without a database: all that it knows is in its memory. */
public final class OidcProviderSide implements Side {
    private static final String CLIENT = "bench";
    private static final String TOKEN = "/token";

    private final List<Person> people;
    private final String authorization;
    private final URI address;
    private final Wire wire;
    private final Processes processes;

    /**
     * Not started yet.
     *
     * @param directory it is installed below it
     */
    public OidcProviderSide(Path projectRoot, Path directory, List<Person> people, int port) {
        this.people = people;
        address = URI.create("http://127.0.0.1:" + port);
        wire = new Wire(address);
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        authorization = Http.basic(CLIENT, secret);
        var installed = Installation.of(source(projectRoot), directory.resolve("oidc-provider"));
        var recipe = new Recipe(
                "oidc-provider",
                List.of("node", Installation.PROGRAM),
                installed.directory(),
                Map.of("PORT", Integer.toString(port), "CLIENT_SECRET", secret, "NODE_ENV", "production"),
                List.of("NODE_OPTIONS"),
                directory.resolve("oidc-provider.log"),
                directory.resolve("oidc-provider.pid"));
        processes = new Processes(Map.of(recipe, address.resolve("/.well-known/openid-configuration")), 200);
    }

    private static Path source(Path projectRoot) {
        return projectRoot.resolve("deploy/bench/oidc-provider");
    }

    /** Whether there is a Node to run it. */
    public static boolean possible() {
        return NodePackages.possible();
    }

    /** What to know of its figures. */
    public static String described(Path projectRoot) {
        return Installation.version(source(projectRoot)) + " on Node " + Installation.node()
                + ", one process, all in memory: no database, nothing outlives it, and users have no passwords;"
                + " client_credentials gives ES256 JWTs, introspection and userinfo are of opaque tokens, which are all"
                + " that it introspects";
    }

    @Override
    public String name() {
        return Figures.OIDC_PROVIDER;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public void load() {
        // It begins with all that it needs.
    }

    @Override
    public Optional<Work> work(Row row) {
        return switch (row) {
            case CLIENT_CREDENTIALS ->
                Optional.of(repeated(
                        row,
                        List.of(post(Map.of(
                                "grant_type", "client_credentials",
                                "resource", "urn:bench:api",
                                "scope", "notes:read"))),
                        "access_token"));
            case INTROSPECTION -> Optional.of(introspection(row));
            case USERINFO ->
                Optional.of(repeated(
                        row,
                        people.stream()
                                .map(person -> wire.get(
                                        "/me",
                                        "Authorization: Bearer "
                                                + tokens(person).getString("access_token")))
                                .toList(),
                        "\"sub\""));
            case JWKS -> Optional.of(repeated(row, List.of(wire.get("/jwks", "Accept: application/json")), "\"kid\""));
            case CODE_EXCHANGE -> Optional.of(Requests.of(row, address, this::exchanging));
            case REFRESH ->
                Optional.of(Requests.of(
                        row,
                        address,
                        i -> new Refreshing(
                                token -> post(Map.of("grant_type", "refresh_token", "refresh_token", token)),
                                tokens(person(i)).getString("refresh_token"))));
            default -> Optional.empty();
        };
    }

    private Requests introspection(Row row) {
        List<byte[]> requests = IntStream.range(0, people.size())
                .mapToObj(i -> Http.member(form(Map.of("grant_type", "client_credentials")), "access_token"))
                .map(token -> wire.form("/token/introspection", authorization, Map.of("token", token)))
                .toList();
        return repeated(row, requests, "\"active\":true");
    }

    private Exchanging exchanging(int number) {
        Person person = person(number);
        return new Exchanging(
                wire.get(
                        BrowserVisit.request(CLIENT, person),
                        "Cookie: " + BrowserVisit.of(address, CLIENT, person).cookies()),
                code -> post(CodeRequest.exchange(code)));
    }

    private JsonObject tokens(Person person) {
        String code = BrowserVisit.of(address, CLIENT, person).code();
        return new JsonObject(Http.send(form(CodeRequest.exchange(code))).body());
    }

    private HttpRequest.Builder form(Map<String, String> fields) {
        return Http.form(address, TOKEN, fields).header("Authorization", authorization);
    }

    private Person person(int number) {
        return people.get(number % people.size());
    }

    private byte[] post(Map<String, String> fields) {
        return wire.form(TOKEN, authorization, fields);
    }

    private Requests repeated(Row row, List<byte[]> requests, String expected) {
        return Requests.repeated(row, address, requests, expected);
    }
}
