package dev.gatehouse.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The other services, as far as pages need them. The value of a session's cookie is the id of its user, whose name is ann. What
 * is revoked can be read at {@code /seen}; nothing of a client called {@code away} is. Where the value goes on after a dot, with
 * milliseconds since 1970, the sign-in was then. A token is the JSON of what {@code /verify} tells of it, in base64url, and
 * what is signed is the order, as is an access token that is given out; every user has a name, an e-mail address and a phone.
 */
public final class Peers implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    /** For this user token-service makes no tokens now. */
    public static final UUID TOKENLESS = new UUID(7, 1);

    /** Whom identity-service does not know any more. */
    public static final UUID GONE = new UUID(7, 2);

    /** For the tests that need them. */
    public static final class Present implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Peers.class));
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
        server.createContext("/verify", Peers::verify);
        server.createContext("/internal/sessions/lookup", Peers::lookup);
        server.createContext("/internal/tokens/revocations", this::revoke);
        server.createContext("/internal/tokens", Peers::mint);
        server.createContext("/internal/users/", Peers::user);
        server.createContext("/seen", exchange -> answer(exchange, 200, String.join("\n", revoked)));
        server.start();
        this.server = server;
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "gatehouse.peers.token", address,
                "gatehouse.peers.session", address,
                "gatehouse.peers.identity", address);
    }

    private static void verify(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (headers.containsKey("Authorization")) {
            verifyToken(exchange);
            return;
        }
        String cookie = Cookies.one(headers.getOrDefault("Cookie", List.of()), SessionService.COOKIE)
                .orElse("");
        boolean sends = "POST".equals(headers.getFirst("X-Forwarded-Method"));
        if (sends && !CsrfToken.matches(cookie, headers.getFirst("X-CSRF-Token"))) {
            answer(exchange, 403, "{}");
            return;
        }
        exchange.getResponseHeaders().set("X-Auth-Subject", cookie);
        exchange.getResponseHeaders().set("X-Auth-Username", "ann");
        exchange.getResponseHeaders().set("X-Auth-Scope", "openid account");
        exchange.getResponseHeaders().set("X-Auth-Method", "session");
        exchange.getResponseHeaders().set("X-Auth-Session", "sid-of-ann");
        answer(exchange, 200, "{}");
    }

    private static void verifyToken(HttpExchange exchange) throws IOException {
        String[] parts = exchange.getRequestHeaders().getFirst("Authorization").split(" ", 2);
        JsonNode told;
        try {
            told = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException e) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"x\", error=\"invalid_token\"");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            answer(exchange, 401, "{}");
            return;
        }
        exchange.getResponseHeaders().set("X-Auth-Subject", told.path("sub").asText());
        exchange.getResponseHeaders().set("X-Auth-Method", "opaque");
        for (String[] header : new String[][] {
            {"X-Auth-Username", "username"}, {"X-Auth-Client", "client_id"}, {"X-Auth-Scope", "scope"}
        }) {
            if (told.has(header[1])) {
                exchange.getResponseHeaders()
                        .set(header[0], told.path(header[1]).asText());
            }
        }
        answer(exchange, 200, told.toString());
    }

    private static void mint(HttpExchange exchange) throws IOException {
        byte[] order = exchange.getRequestBody().readAllBytes();
        if (JSON.readTree(order).path("subject").asText().equals(TOKENLESS.toString())) {
            answer(exchange, 503, "");
            return;
        }
        answer(
                exchange,
                200,
                JSON.createObjectNode()
                        .put("outcome", "minted")
                        .put("access_token", Base64.getUrlEncoder().encodeToString(order))
                        .put("token_id", "j")
                        .put("expires_in", 300)
                        .put("scope", "openid")
                        .toString());
    }

    private static void user(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith(GONE.toString())) {
            answer(exchange, 200, "{\"outcome\": \"absent\"}");
            return;
        }
        answer(exchange, 200, """
                {"outcome": "found", "subject": "%s", "username": "ann", "email": "ann@example.test", "email_verified": true,
                "claims": {"name": "Ann Example", "phone_number": "+441234567890", "address": {"locality": "Leeds"}, "groups": ["staff"]},
                "updated_at": "2026-01-01T00:00:00Z", "scope": "openid profile email address phone offline_access"}""".formatted(path.substring(path.lastIndexOf('/') + 1)));
    }

    private static void lookup(HttpExchange exchange) throws IOException {
        JsonNode use = JSON.readTree(exchange.getRequestBody());
        String cookie = use.path("cookie").asText();
        if (use.path("method").asText().equals("POST")
                && !CsrfToken.matches(cookie, use.path("csrf_token").asText())) {
            answer(exchange, 200, "{\"outcome\": \"csrf\"}");
            return;
        }
        String[] parts = cookie.split("\\.", 2);
        Instant authTime = parts.length == 1 ? Instant.now() : Instant.ofEpochMilli(Long.parseLong(parts[1]));
        answer(exchange, 200, """
                {"outcome": "live", "sid": "sid-of-ann", "subject": "%s", "username": "ann", "amr": ["pwd"],
                "scope": "openid profile email address phone account offline_access", "auth_time": "%s", "csrf_token": "%s"}""".formatted(parts[0], authTime, CsrfToken.of(cookie)));
    }

    private void revoke(HttpExchange exchange) throws IOException {
        String order = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (order.contains(" away")) {
            answer(exchange, 503, "");
            return;
        }
        revoked.add(order);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}
