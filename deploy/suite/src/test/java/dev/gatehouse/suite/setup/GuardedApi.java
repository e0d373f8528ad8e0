package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** An API behind an nginx that asks about each call, as the example has it. */
public final class GuardedApi {
    private static @Nullable GuardedApi running;
    private final EchoingApi api;
    private final Nginx nginx;

    private GuardedApi(EchoingApi api, Nginx nginx) {
        this.api = api;
        this.nginx = nginx;
    }

    /** Started at the first call, asks {@linkplain Gatehouse#running the suite}, and is stopped when the tests end. */
    public static synchronized GuardedApi running() {
        if (running == null) {
            running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop-guarded-api"));
        }
        return running;
    }

    private static GuardedApi start() {
        try {
            var api = new EchoingApi();
            return new GuardedApi(api, Nginx.start(Gatehouse.running().port("token"), api.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nginx was started", e);
        }
    }

    /** What is behind. */
    public EchoingApi api() {
        return api;
    }

    /** A call by a stranger. */
    public RequestSpecification call() {
        return given().baseUri(nginx.origin().toString());
    }

    /** A call with a bearer token. */
    public RequestSpecification bearer(String token) {
        return call().header("Authorization", "Bearer " + token);
    }

    private void close() {
        nginx.close();
        api.close();
    }
}
