package dev.gatehouse.oauth.device;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.limit.Shares;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a device is given to begin with, and who is given nothing. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class DeviceAuthorizationTest {
    private final Devices devices;
    private final ClientAdministration administration;
    private final RedisDataSource redis;

    @Inject
    DeviceAuthorizationTest(Devices devices, ClientAdministration administration, RedisDataSource redis) {
        this.devices = devices;
        this.administration = administration;
        this.redis = redis;
    }

    @Test
    void aDeviceIsGivenItsCodes() {
        String id = devices.client(Map.of()).clientId();
        var answer = Devices.ask("client_id=" + id + "&scope=openid+profile")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("device_code", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("user_code", matchesPattern("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"))
                .body("verification_uri", equalTo("http://localhost:8080/oauth2/device"))
                .body("expires_in", equalTo(600))
                .body("interval", equalTo(5))
                .extract();
        assertEquals(
                "http://localhost:8080/oauth2/device?user_code=" + answer.path("user_code"),
                answer.path("verification_uri_complete"));
    }

    /** Redis has the hashes of both, for as long as is said, and as long again to say that they are over. */
    @Test
    void neitherCodeIsKept() {
        Devices.Codes codes = Devices.asked(devices.client(Map.of()), "openid");
        String kept = redis.hash(String.class)
                .hgetall(Devices.key(codes.deviceCode()))
                .toString();
        assertFalse(kept.contains(codes.deviceCode()), kept);
        long life = redis.key().pttl(Devices.key(codes.deviceCode()));
        assertTrue(life > 600_000 && life <= 1_200_000, () -> life + " ms");
        String user = "oauth:device:user:" + Secrets.sha256(codes.userCode().replace("-", ""));
        long typed = redis.key().pttl(user);
        assertTrue(typed > 0 && typed <= 600_000, () -> typed + " ms");
    }

    @ParameterizedTest
    @CsvSource({
        "scope=openid+admin, invalid_scope",
        "scope=%22, invalid_scope",
        "x=1, invalid_scope",
        "scope=openid&scope=profile, invalid_request",
        "scope=openid&client_secret=x, invalid_client",
        "scope=openid&client_id=other, invalid_request",
        "scope=openid&resource=urn:nobody, invalid_target",
        "scope=openid&authorization_details=%5B%5D, invalid_authorization_details",
        "scope=%zz, invalid_request"
    })
    void whatIsNotInOrderIsRefused(String form, String error) {
        String id = devices.client(Map.of()).clientId();
        Devices.ask("client_id=" + id + "&" + form)
                .then()
                .statusCode(error.equals("invalid_client") ? 401 : 400)
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
    }

    @Test
    void onlyWhoeverProvesToBeTheClientAsks() {
        var saved = devices.client("A box", "client_secret_basic", Map.of());
        String id = saved.client().clientId();
        Devices.ask("client_id=" + id + "&scope=openid").then().statusCode(401);
        Devices.ask("scope=openid").then().statusCode(401);
        given().auth()
                .preemptive()
                .basic(id, String.valueOf(saved.secret()))
                .formParam("scope", "openid")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(200);
        given().get("/oauth2/device_authorization").then().statusCode(405);
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(415)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void onlyClientsThatAreRegisteredForItAsk() {
        String id = Fixtures.register(administration, "none").client().clientId();
        Devices.ask("client_id=" + id + "&scope=openid")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    /** Whoever floods with the id of a public client, which anybody knows, keeps nobody else out. */
    @Test
    void ofAPublicClientOneAddressAsksSoOftenInAMinute() {
        String id = devices.client(Map.of()).clientId();
        String form = "client_id=" + id + "&scope=openid";
        for (int i = 0; i < 30; i++) {
            Devices.ask(form).then().statusCode(200);
        }
        Devices.ask(form)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]?"))
                .body("error", equalTo("temporarily_unavailable"));
        given().header("X-Forwarded-For", "198.51.100.7")
                .formParam("client_id", id)
                .formParam("scope", "openid")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(200);
    }

    /** Twenty networks that ask for all that they may keep nobody else out. */
    @Test
    void theDevicesOfAClientAskSoOftenInAMinute() {
        RegisteredClient client = devices.client(Map.of());
        devices.count("device-request", client.clientId(), 600);
        for (int i = 0; i < Shares.OWN; i++) {
            Devices.asked(client, "openid");
        }
        Devices.ask("client_id=" + client.clientId() + "&scope=openid").then().statusCode(429);
        given().header("X-Forwarded-For", "198.51.100.8")
                .formParam("client_id", client.clientId())
                .formParam("scope", "openid")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(200);
        Devices.asked(devices.client(Map.of()), "openid");
        devices.count("device-request-ceiling", client.clientId(), Shares.CEILING * 600);
        given().header("X-Forwarded-For", "198.51.100.9")
                .formParam("client_id", client.clientId())
                .formParam("scope", "openid")
                .post("/oauth2/device_authorization")
                .then()
                .statusCode(429);
    }

    @Test
    void scriptsOfAnyOriginMayAsk() {
        given().header("Origin", "https://tv.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/oauth2/device_authorization")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void metadataSaysSo() {
        for (String name : List.of("openid-configuration", "oauth-authorization-server")) {
            given().get("/.well-known/" + name)
                    .then()
                    .body("device_authorization_endpoint", equalTo("http://localhost:8080/oauth2/device_authorization"))
                    .body("grant_types_supported", hasItems(Devices.GRANT, "authorization_code"));
        }
    }

    @Test
    void aClientOfDevicesNeedsNoRedirectUri() {
        RegisteredClient client = devices.client(Map.of());
        assertEquals(List.of(), client.redirectUris());
        assertEquals(List.of(), client.responseTypes());
    }

    @Test
    void noTwoRequestsHaveTheSameCodes() {
        RegisteredClient client = devices.client(Map.of());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Devices.Codes codes = Devices.asked(client, "openid");
            seen.add(codes.deviceCode());
            seen.add(codes.userCode());
        }
        assertEquals(40, seen.size());
    }
}
