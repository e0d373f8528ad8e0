package dev.gatehouse.oauth.logout;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that takes down which logout tokens it is sent, and answers as it is told to. */
final class ToldClient implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final String id;
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile boolean asked;
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** Registers it. @param more of its metadata */
    ToldClient(ClientAdministration administration, Map<String, Object> more) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/out", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked = true;
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Before anyone knows that it was told, and has it answer something else.
            int answer = Objects.requireNonNullElse(statuses.poll(), status);
            told.add(Objects.requireNonNull(FormParameters.parse(form).get("logout_token")));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        var members = new HashMap<String, @Nullable Object>(more);
        members.put("backchannel_logout_uri", uri());
        var metadata = Fixtures.metadata(
                "An application", java.util.List.of(Fixtures.CALLBACK), null, null, null, null, null, null);
        id = ((ClientAdministration.Saved) administration.register(metadata.with(members)))
                .client()
                .clientId();
    }

    String id() {
        return id;
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/out";
    }

    /** One after the other; the last for ever. */
    void answers(int... these) {
        Arrays.stream(these).forEach(statuses::add);
        status = these[these.length - 1];
    }

    /** It answers no more. */
    void hold() {
        held = new CountDownLatch(1);
    }

    /** Whether it was sent one, be it that it holds. */
    boolean asked() {
        return asked;
    }

    /** The next one; null where none comes soon. */
    @Nullable
    String told() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    int untold() {
        return told.size();
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
    }
}
