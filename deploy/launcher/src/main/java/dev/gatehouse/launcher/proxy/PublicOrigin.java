package dev.gatehouse.launcher.proxy;

import dev.gatehouse.launcher.process.LaunchFailure;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The one public origin of the four services: routes, and keeps what is not public out. */
public final class PublicOrigin implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    /** Longer than the services leave an event stream silent. */
    private static final int IDLE_SECONDS = 120;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private final Vertx vertx;

    private PublicOrigin(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Listens on {@code addresses}.
     *
     * @param ports of the services on 127.0.0.1
     * @throws LaunchFailure where the port is taken
     */
    public static PublicOrigin listen(
            URI origin, List<InetAddress> addresses, int port, Map<Route.Upstream, Integer> ports) {
        Vertx vertx = Vertx.vertx();
        try {
            vertx.deployVerticle(
                            () -> new Listener(origin, addresses, port, ports),
                            new DeploymentOptions()
                                    .setInstances(Runtime.getRuntime().availableProcessors()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new LaunchFailure("port " + port + " cannot be listened on: " + reason(e));
        }
        return new PublicOrigin(vertx);
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One event loop's share of the calls. */
    private static final class Listener extends AbstractVerticle {
        private final URI origin;
        private final List<InetAddress> addresses;
        private final int port;
        private final Map<Route.Upstream, Integer> ports;

        Listener(URI origin, List<InetAddress> addresses, int port, Map<Route.Upstream, Integer> ports) {
            this.origin = origin;
            this.addresses = addresses;
            this.port = port;
            this.ports = ports;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpProxy proxy = HttpProxy.reverseProxy(
                            new ProxyOptions().setSupportWebSocket(false),
                            vertx.createHttpClient(new HttpClientOptions()
                                    .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                    .setIdleTimeout(IDLE_SECONDS)
                                    .setKeepAliveTimeout(20)
                                    .setMaxPoolSize(256)))
                    .origin((ProxyContext context) -> context.client()
                            .request(new io.vertx.core.http.RequestOptions()
                                    .setServer(upstream(context.request().getURI()))))
                    .addInterceptor(new Forwarding(origin));
            var options = new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setMaxHeaderSize(MAX_HEADER_BYTES)
                    .setMaxInitialLineLength(MAX_HEADER_BYTES)
                    .setHandle100ContinueAutomatically(true)
                    .setIdleTimeout(IDLE_SECONDS);
            List<Future<?>> listening = new ArrayList<>();
            for (InetAddress address : addresses) {
                listening.add(vertx.createHttpServer(options)
                        .requestHandler(request -> admit(request, proxy))
                        .listen(SocketAddress.inetSocketAddress(port, address.getHostAddress())));
            }
            Future.all(listening).<Void>mapEmpty().onComplete(started);
        }

        private static void admit(HttpServerRequest request, HttpProxy proxy) {
            if (!PublicPath.plain(request.uri())) {
                refuse(request, Refusal.AMBIGUOUS_PATH);
            } else if (Route.of(PublicPath.of(request.uri())).isEmpty()) {
                refuse(request, Refusal.NOT_FOUND);
            } else {
                proxy.handle(request);
            }
        }

        private SocketAddress upstream(String target) {
            Optional<Route.Upstream> upstream = Route.of(PublicPath.of(target));
            Integer upstreamPort = upstream.map(ports::get).orElse(null);
            if (upstreamPort == null) {
                throw new IllegalStateException("no service for " + target);
            }
            return SocketAddress.inetSocketAddress(upstreamPort, "127.0.0.1");
        }

        private static void refuse(HttpServerRequest request, Refusal refusal) {
            Refusal.Answer answer = refusal.answer(request.headers());
            HttpServerResponse response = request.response().setStatusCode(refusal.status());
            response.headers().addAll(answer.headers());
            response.end(answer.body());
        }
    }

    /** Tells the service who calls, and the caller when a service is away. */
    private record Forwarding(URI origin) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest call = context.request().proxiedRequest();
            ForwardedHeaders.replace(
                    context.request().headers(),
                    origin,
                    PublicPath.of(call.uri()),
                    call.remoteAddress().hostAddress());
            return context.sendRequest().recover(failure -> Future.succeededFuture(unavailable(context)));
        }

        private static ProxyResponse unavailable(ProxyContext context) {
            Refusal.Answer answer = Refusal.UNAVAILABLE.answer(
                    context.request().proxiedRequest().headers());
            ProxyResponse response = context.request().release().response().setStatusCode(Refusal.UNAVAILABLE.status());
            response.headers().addAll(answer.headers());
            return response.setBody(Body.body(Buffer.buffer(answer.body())));
        }
    }
}
