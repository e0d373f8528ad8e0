package dev.gatehouse.session.devices;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Token-service, as far as the page needs it. The value of a cookie is the user's id, a dot, and the sid. */
public final class TokenServiceHere implements QuarkusTestResourceLifecycleManager {
    private @Nullable HttpServer server;

    /** For the tests that need it. */
    public static final class Present implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TokenServiceHere.class));
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
        server.createContext("/verify", TokenServiceHere::verify);
        server.createContext("/internal/tokens/revocations", exchange -> answer(exchange, 204));
        server.start();
        this.server = server;
        return Map.of(
                "gatehouse.peers.token",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void verify(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String cookie = Cookies.one(headers.getOrDefault("Cookie", List.of()), SessionService.COOKIE)
                .orElse("");
        boolean sends = "POST".equals(headers.getFirst("X-Forwarded-Method"));
        if (sends && !CsrfToken.matches(cookie, headers.getFirst("X-CSRF-Token"))) {
            answer(exchange, 403);
            return;
        }
        int dot = cookie.indexOf('.');
        exchange.getResponseHeaders().set("X-Auth-Subject", cookie.substring(0, dot));
        exchange.getResponseHeaders().set("X-Auth-Session", cookie.substring(dot + 1));
        exchange.getResponseHeaders().set("X-Auth-Username", "ann");
        exchange.getResponseHeaders().set("X-Auth-Scope", "openid account");
        exchange.getResponseHeaders().set("X-Auth-Method", "session");
        answer(exchange, 200);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}
