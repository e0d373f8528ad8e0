package dev.gatehouse.suite.setup;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.BackChannelLogoutRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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

/** A third-party application that wants to know when its users are signed out: in the background, and in the browser. */
public final class ToldApplication implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<URI> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<URI> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<URI> farewells = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> logoutTokens = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    public ToldApplication() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page("/callback", arrivals);
        page("/frame", frames);
        page("/bye", farewells);
        server.createContext("/out", heard());
        server.start();
    }

    private void page(String path, BlockingQueue<URI> opened) {
        server.createContext(path, exchange -> {
            opened.add(exchange.getRequestURI());
            answer(exchange, 200);
        });
    }

    private HttpHandler heard() {
        return exchange -> {
            String token = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            // Before anyone knows that it came, and has it answer something else.
            int answered = status;
            logoutTokens.add(token);
            answer(exchange, answered);
        };
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "thank you".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What it answers to logout tokens from now on. */
    public void answersBy(int answered) {
        status = answered;
    }

    /** Where {@code path} is: {@code /callback}, {@code /frame}, {@code /bye} or {@code /out}, for logout tokens. */
    public String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The next redirect with a code that a browser follows here. */
    public URI arrival() throws InterruptedException {
        return URI.create(uri("/callback")).resolve(next(arrivals, "callback"));
    }

    /** The next page of ours that a browser opens in a frame. */
    public URI frame() throws InterruptedException {
        return next(frames, "frame");
    }

    /** Where the next browser is led that is signed out. */
    public URI farewell() throws InterruptedException {
        return next(farewells, "farewell");
    }

    /** The next logout token, as a library reads the request. */
    public JWT logoutToken() throws InterruptedException, ParseException {
        return BackChannelLogoutRequest.parse(URLUtils.parseParameters(next(logoutTokens, "logout token")))
                .getLogoutToken();
    }

    private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + what + " came");
        }
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
