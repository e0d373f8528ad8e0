package dev.gatehouse.suite.setup;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** An API that takes down what reaches it. */
public final class EchoingApi implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    /** @param headers by name in small letters */
    public record Arrival(String method, String path, Map<String, List<String>> headers, String body) {
        /** Empty where none came. */
        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    public EchoingApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            header -> List.copyOf(header.getValue()),
                            (one, other) -> one,
                            TreeMap::new));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrivals.add(new Arrival(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            byte[] answer = "the API".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What came since the last question, which has to be one call. */
    public Arrival arrival() {
        var arrived = new ArrayList<Arrival>();
        arrivals.drainTo(arrived);
        if (arrived.size() != 1) {
            throw new AssertionError("not one call has come, but " + arrived);
        }
        return arrived.getFirst();
    }

    /** Whether nothing came since the last question. */
    public boolean untouched() {
        return arrivals.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
