package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;

/** An API behind an nginx that asks about each call, as the example has it. */
public final class GuardedApi implements AutoCloseable {
    private final EchoingApi api;
    private final Nginx nginx;

    private GuardedApi(EchoingApi api, Nginx nginx) {
        this.api = api;
        this.nginx = nginx;
    }

    /** @param gatehouse the port of what is asked */
    public static GuardedApi start(int gatehouse) throws IOException, InterruptedException {
        var api = new EchoingApi();
        return new GuardedApi(api, Nginx.start(gatehouse, api.port()));
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

    @Override
    public void close() {
        nginx.close();
        api.close();
    }
}
