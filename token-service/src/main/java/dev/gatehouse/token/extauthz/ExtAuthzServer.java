package dev.gatehouse.token.extauthz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.RequestConfig;
import dev.gatehouse.common.requester.Requester;
import dev.gatehouse.token.verify.ProxyCheck;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers Envoy on a port of its own. One method of gRPC, whose messages come and go whole, is little enough to speak without a
 * library. Never blocks.
 */
@Singleton
class ExtAuthzServer {
    private static final Logger LOG = Logger.getLogger(ExtAuthzServer.class);
    private static final String METHOD = "/envoy.service.auth.v3.Authorization/Check";
    private static final String MEDIA_TYPE = "application/grpc";
    private static final int LONGEST = 64 * 1024;
    /** A flag for compression, and the length. */
    private static final int PREFIX = 5;

    private static final int INVALID_ARGUMENT = 3;
    private static final int UNIMPLEMENTED = 12;

    private final Vertx vertx;
    private final ProxyCheck check;
    private final ObjectMapper json;
    private final ExtAuthzConfig config;
    private final RequestConfig bounds;
    private final ClientCertificates certificates;
    private final String host;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;
    private @Nullable HttpServer server;

    ExtAuthzServer(
            Vertx vertx,
            ProxyCheck check,
            ObjectMapper json,
            ExtAuthzConfig config,
            RequestConfig bounds,
            ClientCertificates certificates,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.vertx = vertx;
        this.check = check;
        this.json = json;
        this.config = config;
        this.bounds = bounds;
        this.certificates = certificates;
        this.host = host;
    }

    void start(@Observes StartupEvent event) {
        if (config.port().isPresent()) {
            server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                    .connectionHandler(this::opened)
                    .requestHandler(this::call)
                    .listen(config.port().getAsInt(), host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Where it is answered, if it is. */
    int port() {
        return server == null ? -1 : server.actualPort();
    }

    private void opened(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> connections.remove(connection));
    }

    /**
     * While it is still answered, Envoy is told to go elsewhere with its next call (RFC 9113, section 6.8): by the end of the
     * delay none is under way that the end would break off.
     */
    void end(@Observes ShutdownDelayInitiatedEvent event) {
        ending = true;
        connections.forEach(this::letGo);
    }

    private void letGo(HttpConnection connection) {
        connection.shutdown(bounds.deadline().toMillis());
    }

    @PreDestroy
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void call(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2
                || !Optional.ofNullable(request.getHeader("Content-Type"))
                        .orElse("")
                        .startsWith(MEDIA_TYPE)) {
            request.response().setStatusCode(415).end();
            return;
        }
        if (!request.path().equals(METHOD)) {
            fail(request.response(), UNIMPLEMENTED);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= LONGEST + PREFIX) {
                body.appendBuffer(chunk);
            }
        });
        if (ending) {
            // It was opened since, by one who did not know better.
            request.response().endHandler(ended -> letGo(request.connection()));
        }
        String proxy = request.connection().remoteAddress().hostAddress();
        request.endHandler(end -> message(body)
                .ifPresentOrElse(
                        message -> answer(request.response(), message, proxy),
                        () -> fail(request.response(), INVALID_ARGUMENT)));
    }

    /** The one message of the call; empty where it is another, or compressed. */
    private static Optional<CheckRequest> message(Buffer body) {
        if (body.length() < PREFIX
                || body.length() > LONGEST + PREFIX
                || body.getByte(0) != 0
                || body.getInt(1) != body.length() - PREFIX) {
            return Optional.empty();
        }
        try {
            return Optional.of(CheckRequest.read(body.getBytes(PREFIX, body.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void answer(HttpServerResponse response, CheckRequest call, String proxy) {
        new Requester(
                        call.source(),
                        call.headers().get("user-agent"),
                        Optional.ofNullable(call.headers().get("x-request-id"))
                                .filter(id -> id.length() <= 64)
                                .orElseGet(() -> UUID.randomUUID().toString()),
                        null)
                .adopt();
        check.of(new ProxyCheck.Call(
                        call.method(),
                        call.scheme() + "://" + call.host(),
                        call.path(),
                        name -> Optional.ofNullable(call.headers().get(name)).stream()
                                .toList(),
                        name -> Optional.ofNullable(call.extensions().get(name)).stream()
                                .toList(),
                        certificates.thumbprintOf(call.certificate(), proxy)))
                .ifNoItem()
                .after(bounds.deadline())
                .fail()
                .onFailure()
                .invoke(e -> LOG.warnf("a check is not answered: %s", e))
                .onFailure()
                .recoverWithItem(e -> Problem.unavailable())
                .subscribe()
                .with(answer -> send(response, answer));
    }

    private void send(HttpServerResponse response, Response answer) {
        byte[] message = answer.getStatus() == 200
                ? CheckResponse.admitted(answer)
                : CheckResponse.refused(answer, text(answer.getEntity()));
        response.putHeader("Content-Type", MEDIA_TYPE);
        response.putTrailer("grpc-status", "0");
        response.end(
                Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message));
    }

    private static void fail(HttpServerResponse response, int status) {
        response.putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("grpc-status", Integer.toString(status))
                .end();
    }

    private String text(Object entity) {
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written as JSON", e);
        }
    }
}
