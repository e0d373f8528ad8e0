package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Refreshing;
import dev.gatehouse.bench.load.Repeated;
import dev.gatehouse.launcher.proxy.Route;
import dev.gatehouse.launcher.suite.ServiceProgram;
import dev.gatehouse.launcher.suite.Stores;
import dev.gatehouse.launcher.suite.SuiteOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The four services of Gatehouse, each asked on its own port: in production, too, one ingress stands before either side. */
public final class GatehouseSide implements Side {
    private static final String SCOPE = "notes:read";

    private final String name;
    private final List<ServiceProgram> programs;
    private final Processes processes;
    private final List<Person> people;
    private final TokenRows token;
    private final Person administrator;
    private final String admin;
    private String adminToken = "";
    private Client client = new Client("", "");

    private record Client(String id, String secret) {
        String authorization() {
            return Http.basic(id, secret);
        }
    }

    /**
     * Not started yet.
     *
     * @param replicaPort from where on a second token-service, for the rows that want one, gets its ports; empty for none
     */
    public GatehouseSide(
            String name, SuiteOptions options, Stores stores, List<Person> people, OptionalInt replicaPort) {
        this.name = name;
        this.people = people;
        this.programs = ServiceProgram.all(options, stores);
        this.processes = new Processes(
                programs.stream()
                        .collect(Collectors.toMap(
                                ServiceProgram::recipe,
                                program -> program.management().resolve("/q/health/ready"),
                                (one, other) -> one,
                                LinkedHashMap::new)),
                200);
        this.token = new TokenRows(
                program(Route.Upstream.TOKEN),
                replicaPort.isPresent()
                        ? ServiceProgram.replica(options, stores, "token", replicaPort.getAsInt())
                        : null,
                processes);
        Map<String, String> identity = program(Route.Upstream.IDENTITY).recipe().environment();
        this.administrator = new Person(
                identity.getOrDefault("GATEHOUSE_ADMIN_USERNAME", ""),
                identity.getOrDefault("GATEHOUSE_ADMIN_PASSWORD", ""),
                "");
        this.admin = Http.basic(administrator.username(), administrator.password());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public void load() {
        people.forEach(person -> Http.send(Http.json(
                at("/users"),
                "/users",
                new JsonObject()
                        .put("username", person.username())
                        .put("email", person.email())
                        .put("password", person.password()))));
        var registered = Http.send(Http.json(
                        at("/clients"),
                        "/clients",
                        new JsonObject()
                                .put("client_name", "Benchmark")
                                .put("redirect_uris", new JsonArray().add(CodeFlow.REDIRECT_URI))
                                .put(
                                        "grant_types",
                                        new JsonArray(
                                                List.of("authorization_code", "refresh_token", "client_credentials")))
                                .put("scope", "openid profile offline_access " + SCOPE)
                                .put("token_endpoint_auth_method", "client_secret_basic"))
                .header("Authorization", admin));
        var made = new JsonObject(registered.body());
        client = new Client(made.getString("client_id"), made.getString("client_secret"));
    }

    /** How long an administrator waits for the users whose names begin so, and for nothing else: the token is kept. */
    public Duration search(String prefix) {
        if (adminToken.isEmpty()) {
            adminToken = signIn(administrator, "jwt");
        }
        var call = Http.to(at("/users"), "/users?query=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8))
                .header("Authorization", "Bearer " + adminToken);
        long start = System.nanoTime();
        Http.send(call);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How long a sign-in by API takes to be refused, as it has to be. */
    public Duration refused(String username, String password) {
        return refusal(Http.json(
                at("/tokens"), "/tokens", new JsonObject(signInBody(new Person(username, password, ""), "jwt"))));
    }

    /** How long a call by HTTP Basic takes to be refused, as it has to be. */
    public Duration refusedCall(String username, String password) {
        return refusal(Http.to(at("/verify"), "/verify").header("Authorization", Http.basic(username, password)));
    }

    private static Duration refusal(HttpRequest.Builder call) {
        long start = System.nanoTime();
        Http.send(call, 401);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Optional<Work> work(Row row) {
        return switch (row) {
            case EMPTY -> Optional.empty();
            case MINT -> Optional.of(token.mint(row, SCOPE));
            case CLIENT_CREDENTIALS ->
                Optional.of(repeated(row, "/oauth2/token", List.of(clientCredentials()), "access_token"));
            case INTROSPECTION -> Optional.of(introspection(row));
            case VERIFY_JWT -> Optional.of(verify(row, person -> "Authorization: Bearer " + signIn(person, "jwt")));
            case VERIFY_OPAQUE ->
                Optional.of(verify(row, person -> "Authorization: Bearer " + signIn(person, "opaque")));
            case VERIFY_COOKIE ->
                Optional.of(verify(row, person -> "Cookie: " + CodeFlow.signIn(at("/sessions"), person)));
            case VERIFY_BASIC ->
                Optional.of(
                        verify(row, person -> "Authorization: " + Http.basic(person.username(), person.password())));
            case SESSION_LOOKUP -> Optional.of(lookup(row));
            case CODE_EXCHANGE -> Optional.of(exchange(row));
            case REFRESH -> Optional.of(refresh(row));
            case REFRESH_AT_TOKEN_SERVICE ->
                Optional.of(token.refresh(
                        row, SCOPE, people.stream().map(this::known).toList()));
            case SIGN_IN ->
                Optional.of(repeated(
                        row,
                        "/tokens",
                        people.stream()
                                .map(person -> wire("/tokens").json("/tokens", signInBody(person, "jwt")))
                                .toList(),
                        "access_token"));
            case REVOCATION -> Optional.of(token.refused(row));
            case REVOCATION_TOLD -> Optional.of(token.told(row));
        };
    }

    /** The services, such as they are started. */
    public List<ServiceProgram> programs() {
        return programs;
    }

    /** How each service is told to manage memory, such as {@code -Xmx256m}. */
    public String memoryOptions() {
        return programs.getFirst().recipe().command().stream()
                .filter(option -> option.startsWith("-X"))
                // Where the cache lies is nobody's concern.
                .map(option -> option.startsWith("-XX:AOTCache=") ? "-XX:AOTCache" : option)
                .collect(Collectors.joining(" "));
    }

    /** Work that one service is there for; some have others asked for their part in it. */
    public Work typical(ServiceProgram program) {
        return switch (program.name()) {
            case "identity-service" ->
                asked(Row.VERIFY_JWT, "/users/me", person -> "Authorization: Bearer " + signIn(person, "jwt"));
            case "session-service" ->
                asked(
                        Row.VERIFY_COOKIE,
                        "/sessions/current",
                        person -> "Cookie: " + CodeFlow.signIn(at("/sessions"), person));
            case "oauth-service" -> work(Row.CLIENT_CREDENTIALS).orElseThrow();
            default -> work(Row.VERIFY_JWT).orElseThrow();
        };
    }

    private byte[] clientCredentials() {
        return wire("/oauth2/token")
                .form(
                        "/oauth2/token",
                        client.authorization(),
                        fields("grant_type", "client_credentials", "scope", SCOPE));
    }

    private Work introspection(Row row) {
        List<byte[]> requests = IntStream.range(0, people.size())
                .mapToObj(i -> Http.member(
                        Http.form(
                                        at("/oauth2/token"),
                                        "/oauth2/token",
                                        fields("grant_type", "client_credentials", "scope", SCOPE))
                                .header("Authorization", client.authorization()),
                        "access_token"))
                .map(token -> wire("/oauth2/introspect")
                        .form("/oauth2/introspect", client.authorization(), Map.of("token", token)))
                .toList();
        return repeated(row, "/oauth2/introspect", requests, "\"active\":true");
    }

    private Work verify(Row row, Function<Person, String> credential) {
        return asked(row, "/verify", credential);
    }

    private Work asked(Row row, String path, Function<Person, String> credential) {
        return repeated(
                row,
                path,
                people.stream()
                        .map(person -> wire(path).get(path, credential.apply(person)))
                        .toList(),
                "");
    }

    /** As the other services see session-service. */
    public SessionPeer sessions() {
        ServiceProgram service = program(Route.Upstream.SESSION);
        return new SessionPeer(
                service.address(), service.recipe().environment().getOrDefault("GATEHOUSE_INTERNAL_SECRETS", ""));
    }

    private Work lookup(Row row) {
        List<String> cookies = people.stream()
                .map(person -> CodeFlow.signIn(at("/sessions"), person))
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
                .toList();
        SessionPeer peer = sessions();
        return new Requests(
                peer.service(),
                IntStream.range(0, row.connections())
                        .mapToObj(i -> peer.lookup(cookies))
                        .toList());
    }

    private Work exchange(Row row) {
        CodeFlow flow = flow();
        Wire wire = wire("/oauth2/token");
        return new Requests(
                at("/oauth2/token"),
                IntStream.range(0, row.connections())
                        .mapToObj(i -> flow.exchanging(people.get(i % people.size()), wire))
                        .toList());
    }

    private CodeFlow flow() {
        return new CodeFlow(at("/oauth2/authorize"), at("/sessions"), client.id(), client.authorization());
    }

    private Work refresh(Row row) {
        CodeFlow flow = flow();
        List<Dialogue> dialogues = IntStream.range(0, row.connections())
                .mapToObj(i -> flow.refreshToken(people.get(i % people.size())))
                .<Dialogue>map(first -> new Refreshing(
                        token -> wire("/oauth2/token")
                                .form(
                                        "/oauth2/token",
                                        client.authorization(),
                                        fields("grant_type", "refresh_token", "refresh_token", token)),
                        first))
                .toList();
        return new Requests(at("/oauth2/token"), dialogues);
    }

    /** As the services know them. */
    private TokenPeer.User known(Person person) {
        var profile = new JsonObject(Http.send(Http.to(at("/users/me"), "/users/me")
                        .header("Authorization", "Bearer " + signIn(person, "jwt")))
                .body());
        return new TokenPeer.User(profile.getString("id"), person.username());
    }

    private String signIn(Person person, String type) {
        return Http.member(
                Http.json(at("/tokens"), "/tokens", new JsonObject(signInBody(person, type))), "access_token");
    }

    private static String signInBody(Person person, String type) {
        return new JsonObject()
                .put("username", person.username())
                .put("password", person.password())
                .put("type", type)
                .encode();
    }

    private Work repeated(Row row, String path, List<byte[]> requests, String expected) {
        return new Requests(
                at(path),
                IntStream.range(0, row.connections())
                        .<Dialogue>mapToObj(i -> new Repeated(requests, i, expected))
                        .toList());
    }

    private static Map<String, String> fields(String name, String value, String other, String otherValue) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(name, value);
        fields.put(other, otherValue);
        return fields;
    }

    private Wire wire(String path) {
        return new Wire(at(path));
    }

    /** The service that has {@code path}. */
    private URI at(String path) {
        return program(Route.of(path).orElseThrow()).address();
    }

    private ServiceProgram program(Route.Upstream upstream) {
        String module = upstream.name().toLowerCase(Locale.ROOT) + "-service";
        return programs.stream()
                .filter(program -> program.name().equals(module))
                .findFirst()
                .orElseThrow();
    }
}
