package dev.gatehouse.bench.side;

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
import java.util.stream.Collectors;

/** The four services of Gatehouse, each asked on its own port: in production, too, one ingress stands before either side. */
public final class GatehouseSide implements Side {
    private final String name;
    private final List<ServiceProgram> programs;
    private final Processes processes;
    private final List<Person> people;
    private final TokenRows token;
    private final Person administrator;
    private final String admin;
    private String adminToken = "";
    private Client client = new Client("", "");

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
                                .put("redirect_uris", new JsonArray().add(CodeRequest.REDIRECT_URI))
                                .put(
                                        "grant_types",
                                        new JsonArray(List.of(
                                                "authorization_code",
                                                "refresh_token",
                                                "client_credentials",
                                                GatehouseRows.TOKEN_EXCHANGE)))
                                .put("scope", "openid profile offline_access " + Credentials.SCOPE)
                                .put("token_endpoint_auth_method", "client_secret_basic"))
                .header("Authorization", admin));
        var made = new JsonObject(registered.body());
        client = new Client(made.getString("client_id"), made.getString("client_secret"));
    }

    /** From now on it asks as the client that is registered with {@code other}, on whose data it runs. */
    public void shares(GatehouseSide other) {
        client = other.client;
    }

    /** How long an administrator waits for the users whose names begin so, and for nothing else: the token is kept. */
    public Duration search(String prefix) {
        if (adminToken.isEmpty()) {
            adminToken = rows(people).credentials().signIn(administrator, "jwt");
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
                at("/tokens"),
                "/tokens",
                new JsonObject(Credentials.signInBody(new Person(username, password, ""), "jwt"))));
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
        return row == Row.EMPTY ? Optional.empty() : Optional.of(work(row, people));
    }

    /** Only the rows of requests: whom they come from. */
    public Requests requests(Row row, List<Person> from) {
        var rows = rows(from);
        Credentials credentials = rows.credentials();
        return switch (row) {
            case MINT -> token.mint(row, Credentials.SCOPE);
            case CLIENT_CREDENTIALS -> rows.clientCredentials(row);
            case TOKEN_EXCHANGE -> rows.tokenExchange(row);
            case INTROSPECTION -> rows.introspection(row);
            case USERINFO -> rows.userInfo(row);
            case JWKS -> rows.jwks(row);
            case VERIFY_JWT -> rows.verify(row, person -> credentials.firstHand(person, "jwt"));
            case VERIFY_OPAQUE -> rows.verify(row, person -> credentials.firstHand(person, "opaque"));
            case VERIFY_COOKIE -> rows.verify(row, credentials::cookie);
            case VERIFY_OAUTH -> rows.verify(row, person -> credentials.oauth());
            case VERIFY_OPENID -> rows.verify(row, credentials::openId);
            case VERIFY_KEY -> rows.verify(row, credentials::apiKey);
            case VERIFY_BASIC -> rows.verify(row, credentials::basic);
            case VERIFY_BASIC_HASHED -> rows.verifyFromAnywhere(row);
            case SESSION_LOOKUP -> rows.lookup(row, sessions());
            case CODE_EXCHANGE -> rows.exchange(row);
            case BROWSER_SIGN_IN -> rows.browserSignIn(row);
            case REFRESH -> rows.refresh(row);
            case REFRESH_AT_TOKEN_SERVICE ->
                token.refresh(
                        row,
                        Credentials.SCOPE,
                        from.stream().map(credentials::known).toList());
            case SIGN_IN -> rows.signIn(row);
            case EMPTY, REVOCATION, REVOCATION_TOLD -> throw new BenchFailure(row.title() + " is no row of requests");
        };
    }

    private Work work(Row row, List<Person> from) {
        return switch (row) {
            case REVOCATION -> token.refused(row);
            case REVOCATION_TOLD -> token.told(row);
            default -> requests(row, from);
        };
    }

    private GatehouseRows rows(List<Person> from) {
        return new GatehouseRows(this::at, from, client);
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
                rows(people)
                        .asked(
                                Row.VERIFY_JWT,
                                "/users/me",
                                person -> rows(people).credentials().firstHand(person, "jwt"),
                                "");
            case "session-service" ->
                rows(people)
                        .asked(
                                Row.VERIFY_COOKIE,
                                "/sessions/current",
                                person -> rows(people).credentials().cookie(person),
                                "");
            case "oauth-service" -> work(Row.CLIENT_CREDENTIALS).orElseThrow();
            default -> work(Row.VERIFY_JWT).orElseThrow();
        };
    }

    /** As the other services see session-service. */
    public SessionPeer sessions() {
        ServiceProgram service = program(Route.Upstream.SESSION);
        return new SessionPeer(
                service.address(), service.recipe().environment().getOrDefault("GATEHOUSE_INTERNAL_SECRETS", ""));
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
