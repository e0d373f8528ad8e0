package dev.gatehouse.oauth.outbound;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.outbound.Budgets.Purpose;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one way to addresses that clients name: https alone, to public addresses alone (those of the name are looked up once,
 * and one of just those is connected to), without redirects, bounded in time, size and number. Where {@link Reach} says so,
 * what {@link OutboundConfig#allowedNetworks} has may be reached beside, by http too. Never blocks its caller.
 */
@Singleton
public class GuardedFetch {
    private static final int LONGEST_URI = 2000;
    private static final Refused SLOW = new Refused("takes too long");
    private final Networks networks;
    private final Duration timeout;
    private final ExecutorService threads;
    private final HttpClient http;
    private final Budgets budgets = new Budgets();

    @Inject
    GuardedFetch(OutboundConfig config, Vertx vertx, @VirtualThreads ExecutorService threads) {
        this(config, vertx.createHttpClient(options(config)), threads);
    }

    /** @param http with {@link #options}, maybe with other authorities */
    GuardedFetch(OutboundConfig config, HttpClient http, ExecutorService threads) {
        networks = new Networks(config.allowedNetworks().orElse(List.of()));
        timeout = config.timeout();
        this.threads = threads;
        this.http = http;
    }

    static HttpClientOptions options(OutboundConfig config) {
        return new HttpClientOptions()
                .setKeepAlive(false)
                // Of one host: connections wait for none of another purpose.
                .setMaxPoolSize(Budgets.ALL_OF_A_HOST)
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4096);
    }

    /** What came of it. */
    public sealed interface Fetch permits Fetched, Missed {}

    /**
     * @param contentType without parameters, in lower case
     * @param freshFor how long it may be kept; null where that is not said
     */
    public record Fetched(
            byte[] body, String contentType, @Nullable Duration freshFor) implements Fetch {
        /** Of which nobody has said how long it may be kept. */
        public Fetched(byte[] body, String contentType) {
            this(body, contentType, null);
        }
    }

    /** There is nothing. */
    public sealed interface Missed extends Fetch permits Refused, Busy {
        /** For logs alone: whoever named the address could learn by it what there is. */
        String why();
    }

    /** That is the address's own doing. */
    public record Refused(String why) implements Missed {}

    /** Too much is fetched here, and the address was not asked at all: that says nothing of it, so nobody keeps it. */
    public record Busy(String why) implements Missed {}

    /** What {@code uri} answers by 200. */
    public Uni<Fetch> get(URI uri, Kind kind, Reach reach) {
        return get(uri, kind, reach, Map.of());
    }

    /** The same, asked with more headers. */
    public Uni<Fetch> get(URI uri, Kind kind, Reach reach, Map<String, String> headers) {
        return guarded(uri, new Purpose(kind, reach), HttpMethod.GET, timeout, request -> {
            request.putHeader("Accept", String.join(", ", kind.types()));
            headers.forEach(request::putHeader);
            return request.send().compose(response -> read(response, kind));
        });
    }

    /** Sends a logout token; what is answered is not looked at beyond a status of 2xx. Fetched has no body then. */
    public Uni<Fetch> post(URI uri, Reach reach, Map<String, String> form, Duration patience) {
        return guarded(uri, new Purpose(Kind.LOGOUT_TOKEN, reach), HttpMethod.POST, patience, request -> {
            request.putHeader("Content-Type", "application/x-www-form-urlencoded");
            return request.send(Buffer.buffer(FormParameters.encode(form))).map(response -> {
                left(response);
                return response.statusCode() / 100 == 2
                        ? new Fetched(new byte[0], "")
                        : new Refused("answers " + response.statusCode());
            });
        });
    }

    private interface Exchange {
        Future<Fetch> with(HttpClientRequest request);
    }

    /**
     * @param server the address that is connected to
     * @param end of {@link System#nanoTime}
     */
    private record Target(URI uri, InetSocketAddress server, boolean secure, long end) {
        <T> T awaited(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        }
    }

    private Uni<Fetch> guarded(URI uri, Purpose purpose, HttpMethod method, Duration patience, Exchange exchange) {
        return Uni.createFrom()
                .item(() -> attempt(uri, purpose, method, System.nanoTime() + patience.toNanos(), exchange))
                .runSubscriptionOn(threads)
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> SLOW);
    }

    private Fetch attempt(URI uri, Purpose purpose, HttpMethod method, long end, Exchange exchange) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.toString().length() > LONGEST_URI) {
            return new Refused("is no address");
        }
        Semaphore ofHost = budgets.ofHost(purpose, host);
        if (!ofHost.tryAcquire()) {
            return new Busy("is asked too much at once");
        }
        try {
            Semaphore all = budgets.of(purpose);
            if (!all.tryAcquire()) {
                return new Busy("comes when too much is fetched");
            }
            try {
                Target target = target(uri, host, purpose.reach(), end);
                return target == null
                        ? new Refused("leads to no address that may be reached")
                        : fetched(target, method, exchange);
            } finally {
                all.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SLOW;
        } catch (TimeoutException e) {
            return SLOW;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException ? SLOW : new Refused("does not answer");
        } catch (UnknownHostException | RuntimeException e) {
            return new Refused("does not answer");
        } finally {
            ofHost.release();
        }
    }

    /** Null where it may not be reached: of a name with several addresses, where one of them may not. */
    private @Nullable Target target(URI uri, String host, Reach reach, long end) throws UnknownHostException {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !"http".equalsIgnoreCase(uri.getScheme())) {
            return null;
        }
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            boolean allowed = reach == Reach.HOUSE && networks.allowed(address);
            if (!allowed && !(secure && Networks.isPublic(address))) {
                return null;
            }
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        return new Target(uri, new InetSocketAddress(addresses[0], port), secure, end);
    }

    /** Whatever comes of it, the connection is closed: what else the server would send is of no use. */
    private Fetch fetched(Target target, HttpMethod method, Exchange exchange)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<HttpClientRequest> connecting = http.request(options(target, method));
        try {
            return target.awaited(connecting.compose(exchange::with));
        } finally {
            // It may be there only later.
            connecting.onSuccess(request -> request.connection().close());
        }
    }

    private static RequestOptions options(Target target, HttpMethod method) {
        URI uri = target.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(target.server()))
                .setHost(uri.getHost())
                .setPort(target.server().getPort())
                .setSsl(target.secure())
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** That the connection was closed before its end is no error. */
    private static void left(HttpClientResponse response) {
        response.exceptionHandler(closed -> {});
    }

    private static Future<Fetch> read(HttpClientResponse response, Kind kind) {
        left(response);
        String header = response.getHeader("Content-Type");
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (response.statusCode() != 200) {
            return Future.succeededFuture(new Refused("answers " + response.statusCode()));
        }
        if (!kind.types().contains(type)) {
            return Future.succeededFuture(new Refused(
                    "has another type than " + kind.types().stream().sorted().toList()));
        }
        Promise<Fetch> answer = Promise.promise();
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > kind.longest()) {
                response.pause();
                answer.tryComplete(new Refused("is too long"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.end()
                .onSuccess(ended ->
                        answer.tryComplete(new Fetched(body.getBytes(), type, Freshness.of(response.headers()))));
        response.end().onFailure(answer::tryFail);
        return answer.future();
    }
}
