package dev.gatehouse.common.peer;

import dev.gatehouse.common.problem.PeerAway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address of another service, and how to call it: on the event loop of whoever asks, which nothing here blocks. */
public final class Peer {
    private final URI service;
    private final Connections connections;
    private final PeerConfig config;

    Peer(URI service, Connections connections, PeerConfig config) {
        this.service = checked(service);
        this.connections = connections;
        this.config = config;
    }

    /** What a peer answered, whatever its status. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    /**
     * Calls once; redirects are not followed. Fails with {@link PeerAway} where no whole answer comes in time.
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
                .setConnectTimeout(config.connectTimeout().toMillis());
        return Uni.createFrom()
                .emitter(emitter -> connections.exchange(options, body).onComplete(answer -> {
                    if (answer.succeeded()) {
                        emitter.complete(answer.result());
                    } else {
                        emitter.fail(new PeerAway(service + " does not answer: " + answer.cause()));
                    }
                }));
    }

    /**
     * An address without a readable host (one with an underscore, say) would be taken for this machine, and whatever
     * listens there would be shown the token.
     *
     * @throws IllegalArgumentException where it is not a scheme, a host and perhaps a port
     */
    static URI checked(URI service) {
        boolean bare = service.getRawPath() == null || Set.of("", "/").contains(service.getRawPath());
        if (!Set.of("http", "https").contains(String.valueOf(service.getScheme()))
                || service.getHost() == null
                || service.getRawUserInfo() != null
                || service.getRawQuery() != null
                || !bare) {
            throw new IllegalArgumentException(
                    "a peer's address is http or https, a host and perhaps a port, nothing else: " + service);
        }
        return service;
    }

    private boolean secure() {
        return "https".equals(service.getScheme());
    }

    private int port() {
        int standard = secure() ? 443 : 80;
        return service.getPort() < 0 ? standard : service.getPort();
    }
}
