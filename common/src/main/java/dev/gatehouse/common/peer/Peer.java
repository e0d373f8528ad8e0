package dev.gatehouse.common.peer;

import dev.gatehouse.common.problem.PeerAway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of another service, and how to call it: on the event loop of whoever asks, which nothing here blocks. */
public final class Peer {
    private final URI service;
    private final Connections connections;
    private final PeerConfig config;

    Peer(URI service, Connections connections, PeerConfig config) {
        this.service = service;
        this.connections = connections;
        this.config = config;
    }

    /** What a peer answered, whatever its status. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    /**
     * Calls once; redirects are not followed. Fails with {@link PeerAway} where no answer comes in time.
     *
     * @param path with its query, if any
     */
    public Uni<Answer> call(HttpMethod method, String path, MultiMap headers, @Nullable Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(service.getHost())
                .setPort(port())
                .setSsl(secure())
                .setURI(path)
                .setHeaders(headers)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(config.readTimeout().toMillis());
        return Uni.createFrom()
                .emitter(emitter -> exchange(options, body).onComplete(answer -> {
                    if (answer.succeeded()) {
                        emitter.complete(answer.result());
                    } else {
                        emitter.fail(new PeerAway(service + " does not answer: " + answer.cause()));
                    }
                }));
    }

    private Future<Answer> exchange(RequestOptions options, @Nullable Buffer body) {
        return connections
                .ofThisLoop()
                .request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(Peer::whole);
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body));
    }

    private boolean secure() {
        return "https".equals(service.getScheme());
    }

    private int port() {
        int standard = secure() ? 443 : 80;
        return service.getPort() < 0 ? standard : service.getPort();
    }
}
