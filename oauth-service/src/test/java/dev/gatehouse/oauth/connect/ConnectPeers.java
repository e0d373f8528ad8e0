package dev.gatehouse.oauth.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * identity-service and session-service, as far as signing in with a provider needs them. A user here has an id that is made of
 * provider and subject. {@code /seen} tells what came of it: {@code identities}, the orders, and {@code ended}, the sessions
 * that were signed out. After {@code /away} the next sign-out fails.
 */
public final class ConnectPeers implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Queue<String> identities = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
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
                    "gatehouse.oauth.outbound.allowed-networks", "127.0.0.0/8");
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
        server.createContext("/internal/sessions", exchange -> answer(exchange, 200, """
            {"outcome": "opened", "set_cookie": "__Host-gatehouse=c; Path=/; Secure; HttpOnly", "sid": "%s"}\
            """.formatted(UUID.randomUUID())));
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
                "gatehouse.peers.identity", address, "gatehouse.peers.session", address, "test.connect-peers", address);
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
        answer(exchange, 200, """
            {"outcome": "authenticated", "subject": "%s", "username": "ann", "scope": "openid", "amr": ["fed"],
            "auth_time": "2026-01-01T00:00:00Z"}\
            """.formatted(user(
                order.path("provider").asText(), order.path("subject").asText())));
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
