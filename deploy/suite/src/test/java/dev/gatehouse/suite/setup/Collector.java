package dev.gatehouse.suite.setup;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Where the services send their traces, by OTLP over HTTP: it keeps what comes, as it comes. */
public final class Collector {
    private final HttpServer server;
    private final Path directory;
    private int count;

    private Collector(HttpServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Keeps what comes in that directory, which is emptied first. */
    static Collector listen(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Path old : files(directory)) {
                Files.delete(old);
            }
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new Collector(server, directory);
            server.createContext("/v1/traces", exchange -> {
                collector.keep(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is told as the endpoint. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void keep(byte[] body) throws IOException {
        count++;
        Files.write(
                directory.resolve("spans-" + count / 1000), body, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.write(directory.resolve("last"), body, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Forgets what {@link #since} tells, but keeps it in {@link #all}. */
    public synchronized void mark() throws IOException {
        Files.deleteIfExists(directory.resolve("last"));
    }

    /** What has come since the mark. */
    public synchronized List<Span> since() throws IOException {
        Path last = directory.resolve("last");
        return Files.exists(last) ? Span.in(Files.readAllBytes(last)) : List.of();
    }

    /** Files with all that has come. */
    public synchronized List<Path> all() throws IOException {
        return files(directory);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }
}
