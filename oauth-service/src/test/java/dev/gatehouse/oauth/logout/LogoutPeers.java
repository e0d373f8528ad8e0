package dev.gatehouse.oauth.logout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.session.CsrfToken;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The other services, as far as signing out needs them; no session stands that it is asked about. A cookie is
 * {@code <user's id>.<sid>}, of a user called ann, and an ID token {@code <user's id>.<sid>.<client>}; any other is not good.
 * Which sessions were signed out can be read at {@code /seen}.
 */
public final class LogoutPeers implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> signedOut = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    /** For the tests that need them: nothing comes back to what is due by itself. */
    public static final class Present implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LogoutPeers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.oauth.logout.every", "PT1H",
                    "gatehouse.oauth.outbound.allowed-networks", "127.0.0.0/8");
        }
    }

    /** As above, but what is due is looked at all the time. */
    public static final class Timed implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LogoutPeers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.oauth.logout.every", "PT0.1S",
                    "gatehouse.oauth.logout.retry", "PT1S",
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
        server.createContext("/internal/sessions/lookup", LogoutPeers::lookup);
        server.createContext("/internal/sessions/sign-outs", this::signOut);
        server.createContext("/internal/sessions/standing", exchange -> answer(exchange, "{\"sessions\": []}"));
        server.createContext("/seen", exchange -> answer(exchange, String.join("\n", signedOut)));
        server.start();
        this.server = server;
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "gatehouse.peers.token", address, "gatehouse.peers.session", address, "test.logout-peers", address);
    }

    private static void lookup(HttpExchange exchange) throws IOException {
        JsonNode use = JSON.readTree(exchange.getRequestBody());
        String cookie = use.path("cookie").asText();
        String[] parts = cookie.split("\\.");
        if (parts.length != 2) {
            answer(exchange, "{\"outcome\": \"none\"}");
            return;
        }
        boolean sends = use.path("method").asText().equals("POST");
        boolean foreign = use.path("origin").asText("").contains("evil");
        if (sends
                && (foreign || !CsrfToken.matches(cookie, use.path("csrf_token").asText()))) {
            answer(exchange, "{\"outcome\": \"csrf\"}");
            return;
        }
        answer(exchange, """
                {"outcome": "live", "sid": "%s", "subject": "%s", "username": "ann", "amr": ["pwd"],
                "scope": "openid", "auth_time": "2026-01-01T00:00:00Z", "csrf_token": "%s"}""".formatted(parts[1], parts[0], CsrfToken.of(cookie)));
    }

    private void signOut(HttpExchange exchange) throws IOException {
        JsonNode order = JSON.readTree(exchange.getRequestBody());
        signedOut.add(order.path("sid").asText());
        answer(exchange, "{\"ended\": true, \"set_cookies\": [\"" + SessionService.CLEARED_COOKIE + "\"]}");
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}
