package dev.gatehouse.common.peer;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections to the peers, a pool for each event loop: a call that stays on its event loop wakes no second thread,
 * which costs more than the call itself.
 */
@Singleton
class Connections {
    private final VertxInternal vertx;
    private final PeerConfig config;
    private final ConcurrentHashMap<EventLoop, HttpClient> pools = new ConcurrentHashMap<>();

    Connections(Vertx vertx, PeerConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
    }

    /** A pool of the calling event loop; of the one that a worker thread works for. */
    HttpClient ofThisLoop() {
        return pools.computeIfAbsent(vertx.getOrCreateContext().nettyEventLoop(), loop -> pool());
    }

    private HttpClient pool() {
        return vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(config.connections()).setEventLoopSize(0));
    }
}
