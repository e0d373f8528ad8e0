package dev.gatehouse.oauth.requestobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.OnThisMachine;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.ClientKeys;
import dev.gatehouse.oauth.requestobject.RequestObjects.Read;
import dev.gatehouse.oauth.requestobject.RequestObjects.Wrong;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request objects that are fetched (oidcc-request-uri-unsigned, oidcc-request-uri-signed-rs256). */
@QuarkusTest
@TestProfile(OnThisMachine.class)
class RequestUriTest {
    private static final PublicJsonWebKey KEY = ObjectCheckTest.key("RS256", "k");
    private static final String CLAIMS = "{\"client_id\": \"client-1\", \"scope\": \"openid\"}";
    private final RequestObjects objects;
    private volatile String type = "application/jose";
    private volatile String body = "";
    private HttpServer server;
    private String uri;

    @Inject
    RequestUriTest(ClientKeys keys, ReferredObjects referred) {
        objects = new RequestObjects(keys, referred, "https://login.example");
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/request", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/request";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/jose",
                "application/jwt",
                "application/oauth-authz-req+jwt",
                "text/plain;charset=UTF-8"
            })
    void oidccRequestUriSignedRs256(String type) {
        this.type = type;
        body = ObjectCheckTest.sign(KEY, "RS256", "k", CLAIMS);
        var read = assertInstanceOf(Read.class, objects.byReference(client(null, "plain"), uri));
        assertEquals("openid", read.parameters().get("scope"));
        assertEquals(true, read.signed());
    }

    @Test
    void oidccRequestUriUnsigned() {
        body = unsigned();
        var read = assertInstanceOf(Read.class, objects.byReference(client(null, "plain"), uri));
        assertEquals("openid", read.parameters().get("scope"));
        assertEquals(false, read.signed());
        assertEquals("invalid_request_object", wrong(client("RS256", "plain")));
        assertEquals("invalid_request_object", wrong(client(null, "fapi2")));
    }

    @Test
    void whatIsThereHasToBeTheClients() {
        body = ObjectCheckTest.sign(ObjectCheckTest.key("RS256", "k"), "RS256", "k", CLAIMS);
        assertEquals("invalid_request_object", wrong(client(null, "plain")));
        body = ObjectCheckTest.sign(KEY, "RS256", "k", CLAIMS.replace("client-1", "client-2"));
        assertEquals("invalid_request_object", wrong(client(null, "plain")));
        type = "text/html";
        assertEquals("invalid_request_uri", wrong(client(null, "plain")));
    }

    private String wrong(RegisteredClient client) {
        return assertInstanceOf(Wrong.class, objects.byReference(client, uri)).error();
    }

    private static String unsigned() {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private RegisteredClient client(@Nullable String algorithm, String profile) {
        RegisteredClient plain = Fixtures.client(AuthMethod.client_secret_basic, "s", GrantType.authorization_code);
        var keys = new JsonObject(Map.of("keys", List.of(KEY.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))));
        return Fixtures.but(
                plain,
                new ClientProof(keys, null, null, null, null, null, null, null, false, false),
                new ClientRequests(
                        "web",
                        profile,
                        false,
                        true,
                        false,
                        algorithm,
                        List.of(uri),
                        null,
                        false,
                        List.of(),
                        List.of(),
                        null));
    }
}
