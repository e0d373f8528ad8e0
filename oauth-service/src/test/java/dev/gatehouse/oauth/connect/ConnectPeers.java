package dev.gatehouse.oauth.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.session.CsrfToken;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The other services, as far as signing in with a provider needs them. A user here has an id that is made of provider and
 * subject, and a session is known by its cookie. {@code /seen} tells what came of it: {@code identities} and {@code opened},
 * the orders, and {@code ended}, the sessions that were signed out. After {@code /away} the next sign-out fails.
 */
public final class ConnectPeers implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Queue<String> identities = new ConcurrentLinkedQueue<>();
    private final Queue<String> opened = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    /** What a cookie stands for, as session-service is asked. */
    private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();

    private volatile boolean away;
    private @Nullable HttpServer server;

    /** For the tests that need them: nothing comes back to what is due by itself. */
    public static final class Present implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ConnectPeers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.oauth.connect.every", "PT1H",
                    "gatehouse.oauth.outbound.allowed-networks", "127.0.0.0/8",
                    "gatehouse.navigation.return-origins", "https://app.example.com");
        }
    }

    @Override
    public Map<String, String> start() {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/internal/federated-identities", this::identity);
        server.createContext("/internal/sessions", this::open);
        server.createContext("/internal/sessions/lookup", this::lookup);
        server.createContext("/verify", this::verify);
        server.createContext("/seen/opened", exchange -> answer(exchange, 200, array(opened)));
        server.createContext("/internal/sessions/sign-outs", this::signOut);
        server.createContext("/internal/sessions/standing", this::standing);
        server.createContext("/seen/identities", exchange -> answer(exchange, 200, array(identities)));
        server.createContext(
                "/seen/ended",
                exchange -> answer(
                        exchange,
                        200,
                        ended.stream().map(sid -> "\"" + sid + "\"").collect(Collectors.joining(",", "[", "]"))));
        server.createContext("/away", exchange -> {
            away = true;
            answer(exchange, 200, "{}");
        });
        server.start();
        this.server = server;
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "gatehouse.peers.identity", address,
                "gatehouse.peers.session", address,
                "gatehouse.peers.token", address,
                "test.connect-peers", address);
    }

    private static String array(Queue<String> all) {
        return "[" + String.join(",", all) + "]";
    }

    /** The id here of a user there. */
    public static UUID user(String provider, String subject) {
        return UUID.nameUUIDFromBytes((provider + " " + subject).getBytes(StandardCharsets.UTF_8));
    }

    private void identity(HttpExchange exchange) throws IOException {
        JsonNode order = JSON.readTree(exchange.getRequestBody());
        identities.add(order.toString());
        UUID user = user(order.path("provider").asText(), order.path("subject").asText());
        if (!order.path("expected").asText(user.toString()).equals(user.toString())) {
            answer(exchange, 200, "{\"outcome\": \"refused\", \"code\": \"another_user\"}");
            return;
        }
        answer(exchange, 200, """
            {"outcome": "authenticated", "subject": "%s", "username": "ann", "scope": "openid account", "amr": ["fed"],
            "auth_time": "%s", "since": "%s"}\
            """.formatted(
                        user, order.path("auth_time").asText(Instant.EPOCH.toString()), Instant.now()));
    }

    private void open(HttpExchange exchange) throws IOException {
        JsonNode order = JSON.readTree(exchange.getRequestBody());
        opened.add(order.toString());
        String cookie = UUID.randomUUID().toString();
        String sid = UUID.randomUUID().toString();
        ObjectNode session = order.withObject("/user").deepCopy();
        session.put("outcome", "live").put("sid", sid).put("csrf_token", CsrfToken.of(cookie));
        sessions.put(cookie, session);
        answer(exchange, 200, """
            {"outcome": "opened", "set_cookie": "__Host-gatehouse=%s; Path=/; Secure; HttpOnly", "sid": "%s"}\
            """.formatted(cookie, sid));
    }

    private void lookup(HttpExchange exchange) throws IOException {
        String cookie = JSON.readTree(exchange.getRequestBody()).path("cookie").asText();
        ObjectNode session = sessions.get(cookie);
        answer(exchange, 200, session == null ? "{\"outcome\": \"none\"}" : session.toString());
    }

    /** As token-service has it, of a browser. */
    private void verify(HttpExchange exchange) throws IOException {
        ObjectNode session = sessions.get(
                Cookies.one(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()), SessionService.COOKIE)
                        .orElse(""));
        if (session == null) {
            answer(exchange, 401, "{}");
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("X-Auth-Subject", session.path("subject").asText());
        headers.set("X-Auth-Username", "ann");
        headers.set("X-Auth-Scope", "openid account");
        headers.set("X-Auth-Method", "session");
        headers.set("X-Auth-Session", session.path("sid").asText());
        Instant authTime = Instant.parse(session.path("auth_time").asText());
        headers.set("X-Auth-Time", Long.toString(authTime.getEpochSecond()));
        answer(exchange, 200, "{}");
    }

    private void signOut(HttpExchange exchange) throws IOException {
        String sid = JSON.readTree(exchange.getRequestBody()).path("sid").asText();
        if (away) {
            away = false;
            answer(exchange, 503, "{}");
            return;
        }
        ended.add(sid);
        answer(exchange, 200, "{\"ended\": true, \"set_cookies\": []}");
    }

    /** What was not signed out goes on. */
    private void standing(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody()).path("sessions");
        answer(
                exchange,
                200,
                StreamSupport.stream(asked.spliterator(), false)
                        .map(session -> session.path("sid").asText())
                        .filter(sid -> !ended.contains(sid))
                        .map(sid -> "{\"sid\": \"" + sid + "\", \"until\": \"2100-01-01T00:00:00Z\"}")
                        .collect(Collectors.joining(",", "{\"sessions\": [", "]}")));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}
