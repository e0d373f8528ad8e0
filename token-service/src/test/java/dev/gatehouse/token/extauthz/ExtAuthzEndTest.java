package dev.gatehouse.token.extauthz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.common.request.RequestConfig;
import dev.gatehouse.token.verify.ProxyCheck;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that ends answers all who ask, and keeps nobody. */
@QuarkusTest
class ExtAuthzEndTest {
    private final Vertx vertx;
    private final ProxyCheck check;
    private final ObjectMapper json;
    private final RequestConfig bounds;
    private final ClientCertificates certificates;
    private ExtAuthzServer server;
    private ManagedChannel channel;
    private AuthorizationGrpc.AuthorizationBlockingStub envoy;

    @Inject
    ExtAuthzEndTest(
            Vertx vertx, ProxyCheck check, ObjectMapper json, RequestConfig bounds, ClientCertificates certificates) {
        this.vertx = vertx;
        this.check = check;
        this.json = json;
        this.bounds = bounds;
        this.certificates = certificates;
    }

    @BeforeEach
    void call() {
        server = new ExtAuthzServer(vertx, check, json, () -> OptionalInt.of(0), bounds, certificates, "127.0.0.1");
        server.start(new StartupEvent());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
        envoy = AuthorizationGrpc.newBlockingStub(channel);
        for (int i = 0; i < 20; i++) {
            check();
        }
        assertEquals(ConnectivityState.READY, channel.getState(false));
    }

    @AfterEach
    void hangUp() {
        channel.shutdownNow();
        server.stop();
    }

    @Test
    void whoAsksGoesElsewhereWithTheNextCall() throws InterruptedException {
        server.end(new ShutdownDelayInitiatedEvent());
        letGo();
        // There is no elsewhere: whoever comes back is answered, and told again.
        for (int i = 0; i < 20; i++) {
            check();
        }
        letGo();
    }

    /** Its connection is closed, which it has not done itself. */
    private void letGo() throws InterruptedException {
        var changed = new CountDownLatch(1);
        channel.notifyWhenStateChanged(ConnectivityState.READY, changed::countDown);
        assertTrue(changed.await(5, TimeUnit.SECONDS));
    }

    private void check() {
        var answer = envoy.check(CheckRequest.newBuilder()
                .setAttributes(AttributeContext.newBuilder()
                        .setRequest(AttributeContext.Request.newBuilder()
                                .setHttp(AttributeContext.HttpRequest.newBuilder()
                                        .setMethod("GET")
                                        .setScheme("https")
                                        .setHost("api.example")
                                        .setPath("/orders/1"))))
                .build());
        assertEquals(401, answer.getDeniedResponse().getStatus().getCodeValue());
    }
}
