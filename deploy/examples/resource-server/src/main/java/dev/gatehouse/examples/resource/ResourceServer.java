package dev.gatehouse.examples.resource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The API: {@code GET /notes} for whoever comes with an access token of the scope {@code profile}. */
public final class ResourceServer implements AutoCloseable {
    private static final String SCOPE = "profile";
    private static final String SCHEME = "bearer ";
    private final AccessTokens tokens;
    private final Revocations revocations = new Revocations(Clock.systemUTC());
    private final RevocationStream stream;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ResourceServer(Settings settings) throws IOException {
        tokens = new AccessTokens(settings);
        stream = new RevocationStream(settings, revocations);
        server = HttpServer.create(new InetSocketAddress(settings.port()), 0);
        server.setExecutor(threads);
        server.createContext("/notes", exchange -> {
            try (exchange) {
                answer(exchange, decide(exchange.getRequestHeaders().getOrDefault("Authorization", List.of())));
            }
        });
    }

    /** Serves at once; until the stream of revocations has been heard, each answer is 503. */
    public static ResourceServer start(Settings settings) throws IOException {
        var api = new ResourceServer(settings);
        api.stream.start();
        api.server.start();
        return api;
    }

    /** Its settings are environment variables; README.md lists them. */
    public static void main(String[] arguments) throws IOException {
        ResourceServer api = start(Settings.of(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(api::close, "stop"));
        System.out.println("listening on port " + api.port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How many revocations are held. */
    public int held() {
        return revocations.size();
    }

    private sealed interface Decision {}

    private record Allowed(Caller caller) implements Decision {}

    /** @param challenge RFC 6750, section 3 */
    private record Refused(int status, String challenge) implements Decision {}

    /** It cannot be said whether the token counts. */
    private record Unavailable() implements Decision {}

    private Decision decide(List<String> authorization) {
        if (authorization.isEmpty()) {
            return new Refused(401, "Bearer realm=\"notes\"");
        }
        String header = authorization.getFirst();
        if (authorization.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Refused(400, "Bearer realm=\"notes\", error=\"invalid_request\"");
        }
        Optional<Caller> caller;
        try {
            caller = tokens.check(header.substring(SCHEME.length()).strip());
        } catch (JOSEException e) {
            return new Unavailable();
        }
        if (caller.isEmpty() || revocations.concern(caller.get())) {
            return new Refused(401, "Bearer realm=\"notes\", error=\"invalid_token\"");
        }
        // Asked after the look at what is held: the look was at what is current.
        if (!stream.current()) {
            return new Unavailable();
        }
        return caller.get().has(SCOPE)
                ? new Allowed(caller.get())
                : new Refused(403, "Bearer error=\"insufficient_scope\", scope=\"" + SCOPE + "\"");
    }

    private static void answer(HttpExchange exchange, Decision decision) throws IOException {
        switch (decision) {
            case Allowed(Caller caller) -> {
                byte[] body = JSONObjectUtils.toJSONString(Map.of("subject", caller.subject()))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            case Refused(int status, String challenge) -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
                exchange.sendResponseHeaders(status, -1);
            }
            case Unavailable() -> {
                exchange.getResponseHeaders().set("Retry-After", "5");
                exchange.sendResponseHeaders(503, -1);
            }
        }
    }

    @Override
    public void close() {
        stream.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
