package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.examples.resource.ResourceServer;
import dev.gatehouse.examples.resource.Settings;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Peer;
import dev.gatehouse.suite.setup.Peer.Holder;
import dev.gatehouse.suite.setup.Peer.Token;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Relay;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/examples/resource-server: an API that checks JWTs itself, over a network that can be cut. */
@Timeout(180)
class ResourceServerTest {
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static final Relay NETWORK =
            new Relay(URI.create(GATEHOUSE.issuer()).getPort());
    private static Peer peer;
    private static Settings settings;
    private static ResourceServer api;

    @BeforeAll
    static void start() throws IOException {
        peer = new Peer(URI.create("http://127.0.0.1:" + GATEHOUSE.port("token")));
        Response client = GATEHOUSE
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "client_name", "An API",
                        "grant_types", List.of("client_credentials"),
                        "scope", "gatehouse:revocations",
                        "token_endpoint_auth_method", "client_secret_basic"))
                .post("/clients");
        client.then().statusCode(201);
        settings = new Settings(
                0,
                GATEHOUSE.issuer(),
                GATEHOUSE.issuer(),
                NETWORK.origin(),
                client.path("client_id"),
                client.path("client_secret"),
                Gatehouse.HEARTBEAT.multipliedBy(3));
        api = ResourceServer.start(settings);
    }

    @AfterAll
    static void stop() throws IOException {
        if (api != null) {
            api.close();
        }
        NETWORK.close();
    }

    @AfterEach
    void restore() {
        NETWORK.restore();
    }

    @Test
    void aUsersTokenIsTakenUntilTheySignOut() {
        Person ada = GATEHOUSE.register();
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        letsIn(token);
        call(token).then().body("subject", equalTo(ada.id()));
        GATEHOUSE.bearer(token).delete("/tokens/current").then().statusCode(204);
        refuses(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jti", "grant", "sid", "client", "user", "consent"})
    void aRevocationReachesItByWhateverName(String kind) throws Exception {
        Token token = mint();
        Token bystander = mint();
        letsIn(token.value());
        letsIn(bystander.value());
        assertEquals(204, peer.revoke(kind, token.name(kind)));
        refuses(token.value());
        assertEquals(200, call(bystander.value()).statusCode());
        if (List.of("client", "user", "consent").contains(kind)) {
            // Who is let in again afterwards is let in here, too.
            Token next = peer.mint(token.holder(), "jwt").orElseThrow();
            assertEquals(200, call(next.value()).statusCode());
            refuses(token.value());
        }
    }

    @Test
    void nothingIsMissedThatIsRevokedWhileTheStreamIsCut() throws Exception {
        var tokens = new ArrayList<Token>();
        for (int i = 0; i < 6; i++) {
            tokens.add(mint());
            letsIn(tokens.getLast().value());
        }
        int before = NETWORK.callsTo("/revocations").size();
        NETWORK.cut();
        String[] kinds = {"jti", "grant", "sid", "client", "user"};
        for (int i = 0; i < kinds.length; i++) {
            assertEquals(204, peer.revoke(kinds[i], tokens.get(i).name(kinds[i])));
        }
        NETWORK.restore();
        for (int i = 0; i < kinds.length; i++) {
            refuses(tokens.get(i).value());
        }
        letsIn(tokens.getLast().value());
        List<String> calls = NETWORK.callsTo("/revocations");
        assertTrue(calls.size() > before);
        assertTrue(calls.getLast().contains("Last-Event-ID: "), calls.getLast());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHearsNothingLetsNobodyIn(boolean cut) throws Exception {
        Token token = mint();
        letsIn(token.value());
        if (cut) {
            NETWORK.cut();
        } else {
            NETWORK.silence();
        }
        Until.holds("it closes", () -> call(token.value()).statusCode() == 503);
        assertEquals(204, peer.revoke("sid", token.name("sid")));
        assertEquals(503, call(mint().value()).statusCode());
        NETWORK.restore();
        letsIn(mint().value());
        assertEquals(401, call(token.value()).statusCode());
    }

    @Test
    void whoHasHeardNothingYetLetsNobodyIn() throws Exception {
        Token token = mint();
        NETWORK.cut();
        try (var fresh = ResourceServer.start(settings)) {
            var call = given().header("Authorization", "Bearer " + token.value());
            assertEquals(
                    503, call.get("http://127.0.0.1:" + fresh.port() + "/notes").statusCode());
            assertEquals(204, peer.revoke("jti", token.id()));
            NETWORK.restore();
            // From the first answer that is none of doubt: what was revoked before it listened counts.
            Until.holds("it has heard all", () -> {
                int status =
                        call.get("http://127.0.0.1:" + fresh.port() + "/notes").statusCode();
                assertTrue(status != 200, "it was let in");
                return status == 401;
            });
        }
    }

    @Test
    void whatIsNoAccessTokenForItIsRefused() throws Exception {
        Token token = mint();
        letsIn(token.value());
        String[] parts = token.value().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(SignedJWT.parse(token.value()).getHeader().getKeyID())
                        .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                        .build(),
                SignedJWT.parse(token.value()).getJWTClaimsSet());
        confused.sign(new MACSigner("a secret of thirty-two characters"));
        String forTheApi = GATEHOUSE.bearer(token.value()).get("/verify").header("Authorization");
        List<String> refused = List.of(
                "nonsense",
                "gha_nonsense",
                encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".",
                parts[0] + "." + encoded(claims.replace("profile", "profile gatehouse:admin")) + "." + parts[2],
                confused.serialize(),
                forTheApi.substring("Bearer ".length()),
                "e".repeat(9000));
        for (String each : refused) {
            call(each).then().statusCode(401).header("WWW-Authenticate", containsString("invalid_token"));
        }
        given().get(address()).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void aTokenWithoutTheScopeIsNotEnough() throws Exception {
        Holder without = new Holder(
                UUID.randomUUID().toString(), "app", UUID.randomUUID().toString(), "openid");
        String token = peer.mint(without, "jwt").orElseThrow().value();
        Until.holds("it is told so", () -> call(token).statusCode() == 403);
        call(token).then().header("WWW-Authenticate", containsString("insufficient_scope"));
    }

    private static Token mint() throws IOException, InterruptedException {
        return peer.mint(
                        new Holder(
                                UUID.randomUUID().toString(),
                                "app-" + UUID.randomUUID(),
                                UUID.randomUUID().toString(),
                                "openid profile"),
                        "jwt")
                .orElseThrow();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void letsIn(String token) {
        Until.holds("the API lets it in", () -> call(token).statusCode() == 200);
    }

    private static void refuses(String token) {
        Until.holds("the API refuses it", () -> call(token).statusCode() == 401);
    }

    private static Response call(String token) {
        return given().header("Authorization", "Bearer " + token).get(address());
    }

    private static String address() {
        return "http://127.0.0.1:" + api.port() + "/notes";
    }
}
