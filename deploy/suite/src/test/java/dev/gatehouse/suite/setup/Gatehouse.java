package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import dev.gatehouse.launcher.suite.Form;
import dev.gatehouse.launcher.suite.Suite;
import dev.gatehouse.launcher.suite.SuiteOptions;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running suite: the one that the specifications are about, or the one it signs people in with. */
public final class Gatehouse {
    public static final String COOKIE = "__Host-gatehouse";
    /** Of streams of revocations: shorter than usual, for silence is waited for. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(2);

    static {
        RestAssured.filters(UsedSecrets.filter());
    }

    private static @Nullable Gatehouse main;
    private static @Nullable Gatehouse upstream;
    private final Suite suite;
    private final Watched watched;
    private final Map<String, URI> replicas = new HashMap<>();

    private Gatehouse(Suite suite, Watched watched) {
        this.suite = suite;
        this.watched = watched;
    }

    /** Started at the first call, with empty data, and stopped when the tests end. */
    public static synchronized Gatehouse running() {
        if (main == null) {
            main = start("main", 18080, "http://localhost:18080");
        }
        return main;
    }

    /** A second one. By its address: cookies do not tell ports apart, so another name of this machine has to. */
    public static synchronized Gatehouse upstream() {
        if (upstream == null) {
            upstream = start("upstream", 28080, "http://127.0.0.1:28080");
        }
        return upstream;
    }

    private static Gatehouse start(String name, int port, String issuer) {
        Path root = projectRoot();
        Path data = root.resolve("deploy/suite/target/gatehouse-" + name);
        Form form = Boolean.getBoolean("gatehouse.native") ? Form.NATIVE : Form.JVM;
        Collector traces = Collector.listen(root.resolve("deploy/suite/target/traces-" + name));
        Suite suite = Suite.start(
                new SuiteOptions(root, data, port, issuer, true, form, List.of(), Watched.settings(traces)),
                line -> System.out.println("[" + name + "] " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop-" + name));
        return new Gatehouse(suite, new Watched(port, data, traces));
    }

    /** The directory with the services in it, wherever the tests are started from. */
    public static Path projectRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("token-service"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException("not inside the project");
            }
            directory = parent;
        }
        return directory;
    }

    public Suite suite() {
        return suite;
    }

    /** Those that were started, without starting any. */
    public static synchronized List<Gatehouse> started() {
        return Stream.of(Optional.ofNullable(main), Optional.ofNullable(upstream))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What it tells of itself. */
    public Watched watched() {
        return watched;
    }

    public String issuer() {
        return suite.origin().toString();
    }

    /** Where one service answers, past the proxy: {@code identity}, {@code token}, {@code session} or {@code oauth}. */
    public int port(String service) {
        return URI.create(issuer()).getPort()
                + 1
                + List.of("identity", "token", "session", "oauth").indexOf(service);
    }

    /** A second one of that service, started at the first call. */
    public synchronized URI replica(String service) {
        return replicas.computeIfAbsent(service, suite::replica);
    }

    /** A call to the public origin that follows no redirect. */
    public RequestSpecification origin() {
        return new RequestSpecBuilder()
                .setBaseUri(URI.create(issuer()))
                .setConfig(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .build();
    }

    /** A call by the administrator. */
    public RequestSpecification asAdmin() {
        return given().spec(origin()).auth().preemptive().basic(suite.adminUsername(), suite.adminPassword());
    }

    /** A call with a bearer token. */
    public RequestSpecification bearer(String token) {
        return given().spec(origin()).header("Authorization", "Bearer " + token);
    }

    /** A new user, by the public endpoint. */
    public Person register() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        String username = "alice-" + unique;
        String email = username + "@example.test";
        String password = "long and easy to type " + unique;
        Response made = given().spec(origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "email", email, "password", password))
                .post("/users");
        made.then().statusCode(201);
        String location = made.header("Location");
        return new Person(location.substring(location.lastIndexOf('/') + 1), username, email, password);
    }

    /**
     * {@code POST /tokens}.
     *
     * @param type {@code jwt} or {@code opaque}
     */
    public Response signInForTokens(Person person, String type) {
        return given().spec(origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", person.password(), "type", type))
                .post("/tokens");
    }

    /** {@code POST /sessions}; the answer has the cookie. */
    public Response signInForCookie(Person person) {
        return given().spec(origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", person.password()))
                .post("/sessions");
    }

    /** A confidential client for codes, refresh and its own calls. */
    public OAuthClient confidentialClient(String redirectUri) {
        return client(Clients.confidential(redirectUri));
    }

    /** An API that calls another for whoever calls it. */
    public OAuthClient middleman() {
        return client(Clients.middleman());
    }

    /** A client that may introspect whatever it is shown. */
    public OAuthClient resourceServer() {
        return client(Clients.resourceServer());
    }

    /** A public client: no secret, codes only. */
    public OAuthClient publicClient(String redirectUri) {
        return client(Clients.publicOne(redirectUri));
    }

    /** A client of the FAPI 2.0 Security Profile, with DPoP. @param key its public one, ES256 */
    public OAuthClient fapiClient(String redirectUri, Map<String, Object> key) {
        return client(Clients.fapi(redirectUri, key));
    }

    /** One of the house's own, whose users are not asked. */
    public OAuthClient houseClient(String redirectUri) {
        return client(Clients.ofTheHouse(redirectUri));
    }

    /** A confidential client that is told when its users are signed out, and may sign them out. */
    public OAuthClient clientThatIsTold(ToldApplication application) {
        return client(Clients.told(application));
    }

    OAuthClient client(Map<String, Object> metadata) {
        Response made = asAdmin().contentType(ContentType.JSON).body(metadata).post("/clients");
        made.then().statusCode(201);
        @Nullable String secret = made.path("client_secret");
        @Nullable List<String> redirects = made.path("redirect_uris");
        return new OAuthClient(
                made.path("client_id"),
                secret == null ? "" : secret,
                redirects == null || redirects.isEmpty() ? "" : redirects.getFirst());
    }

    /** {@code POST /oauth2/introspect} by {@code client}. */
    public Response introspect(OAuthClient client, String token) {
        return given().spec(origin())
                .header("Authorization", basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("token", token)
                .post("/oauth2/introspect");
    }

    /** {@code FLUSHALL}: as if Redis had lost everything. */
    public void flushRedis() throws IOException {
        tellRedis("FLUSHALL");
    }

    /** {@code CLIENT PAUSE}: Redis takes commands and answers none of them. */
    public void pauseRedis(Duration time) throws IOException {
        tellRedis("CLIENT PAUSE " + time.toMillis());
    }

    private void tellRedis(String command) throws IOException {
        URI redis = URI.create(suite.backing().redisUrl());
        String password = redis.getUserInfo().substring(1);
        try (var socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\n" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String each : List.of("AUTH", command)) {
                String answer = answers.readLine();
                if (!"+OK".equals(answer)) {
                    throw new IOException(each + " answered " + answer);
                }
            }
        }
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
