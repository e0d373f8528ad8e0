package dev.gatehouse.suite.setup;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A third-party application's redirect endpoint, which takes down what browsers bring. */
public final class ClientApplication implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<URI> arrivals = new LinkedBlockingQueue<>();

    public ClientApplication() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/callback", exchange -> {
            arrivals.add(exchange.getRequestURI());
            byte[] body = "thank you".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public String redirectUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    /** The next redirect that a browser follows here. */
    public URI arrival() throws InterruptedException {
        URI arrived = arrivals.poll(20, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new AssertionError("no browser came to " + redirectUri());
        }
        return URI.create(redirectUri()).resolve(arrived);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
