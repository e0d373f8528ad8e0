package dev.gatehouse.common.peer;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the peers, a pool for each event loop: a call that stays on its event loop wakes no second thread,
 * which costs more than the call itself.
 */
@Singleton
class Connections {
    /** Bytes; more than any answer that the services give each other. */
    private static final int LARGEST = 1024 * 1024;

    private final VertxInternal vertx;
    private final PeerConfig config;
    private final HttpClientOptions options;
    private final ConcurrentHashMap<EventLoop, HttpClient> pools = new ConcurrentHashMap<>();

    Connections(Vertx vertx, PeerConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
        options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        if (config.certificate().isPresent() != config.key().isPresent()) {
            throw new IllegalArgumentException("gatehouse.peers.certificate and gatehouse.peers.key belong together");
        }
        config.certificate()
                .ifPresent(certificate -> options.setPemKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate))
                        .addKeyValue(Buffer.buffer(config.key().orElseThrow()))));
    }

    /** Sends and waits for the whole answer, but not for longer, nor for a larger one, than a peer may take. */
    Future<Peer.Answer> exchange(RequestOptions options, @Nullable Buffer body) {
        return ofThisLoop().request(options).compose(request -> {
            Promise<Peer.Answer> answer = Promise.promise();
            long timer = vertx.setTimer(
                    config.readTimeout().toMillis(), id -> abandon(request, answer, new TimeoutException("timeout")));
            (body == null ? request.send() : request.send(body))
                    .onSuccess(response -> read(response, answer))
                    .onFailure(answer::tryFail);
            return answer.future().onComplete(done -> vertx.cancelTimer(timer));
        });
    }

    private static void read(HttpClientResponse response, Promise<Peer.Answer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail)
                .endHandler(end -> answer.tryComplete(new Peer.Answer(response.statusCode(), response.headers(), body)))
                .handler(part -> {
                    if (body.length() + part.length() > LARGEST) {
                        abandon(response.request(), answer, new IllegalStateException("the answer is too large"));
                    } else {
                        body.appendBuffer(part);
                    }
                });
    }

    /** Closes the connection: nobody reads the rest. */
    private static void abandon(HttpClientRequest request, Promise<Peer.Answer> answer, Exception why) {
        answer.tryFail(why);
        request.reset();
    }

    /** A pool of the calling event loop; of the one that a worker thread works for. */
    private HttpClient ofThisLoop() {
        return pools.computeIfAbsent(vertx.getOrCreateContext().nettyEventLoop(), loop -> pool());
    }

    private HttpClient pool() {
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(config.connections()).setEventLoopSize(0));
    }
}
