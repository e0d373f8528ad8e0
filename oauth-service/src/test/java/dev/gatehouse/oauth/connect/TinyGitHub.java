package dev.gatehouse.oauth.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.FormParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An enterprise's GitHub with one user, who always agrees. */
final class TinyGitHub implements AutoCloseable {
    private final HttpServer server;
    private volatile String tokenRequest = "";
    private volatile String emails = "[]";

    TinyGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/login/oauth/access_token", exchange -> {
            tokenRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, """
                {"access_token": "gho_token", "scope": "read:user,user:email", "token_type": "bearer"}\
                """);
        });
        server.createContext("/api/v3/user", exchange -> api(exchange, """
            {"login": "octo", "id": 4711, "sub": "another", "name": "Octo Cat", "email": "shown@example.org",
            "email_verified": true, "avatar_url": "https://git.example/octo.png",
            "html_url": "https://git.example/octo"}\
            """));
        server.createContext("/api/v3/user/emails", exchange -> api(exchange, emails));
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What the user's addresses are, as JSON. */
    void emails(String json) {
        emails = json;
    }

    FormParameters tokenRequest() {
        return FormParameters.parse(tokenRequest);
    }

    private static void api(HttpExchange exchange, String json) throws IOException {
        var headers = exchange.getRequestHeaders();
        boolean known = "Bearer gho_token".equals(headers.getFirst("Authorization"));
        answer(exchange, known && headers.containsKey("User-Agent") ? 200 : 403, json);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json; charset=utf-8")));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
