package dev.gatehouse.oauth.device;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.token.Answer;
import dev.gatehouse.oauth.token.Granted;
import dev.gatehouse.oauth.token.Proven;
import dev.gatehouse.oauth.token.Refused;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device is told that asks for tokens. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class DeviceCodeGrantTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Devices devices;
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final DeviceRequests requests;
    private final DeviceCodeGrant grant;
    private final UUID user = UUID.randomUUID();

    @Inject
    DeviceCodeGrantTest(
            Devices devices,
            ClientAdministration administration,
            ConsentStore consents,
            DeviceRequests requests,
            DeviceCodeGrant grant) {
        this.requests = requests;
        this.grant = grant;
        this.devices = devices;
        this.administration = administration;
        this.consents = consents;
    }

    @BeforeEach
    void nobodyHasGuessed() {
        devices.forgetGuesses();
    }

    @Test
    void whatTheUserAllowsIsGivenOnce() throws IOException {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid+offline_access");
        refused(Devices.poll(client, codes.deviceCode()), "authorization_pending");
        Instant before = Instant.now();
        Devices.decided(user, codes, "allow");
        JsonNode order = order(Devices.poll(client, codes.deviceCode()).header("Cache-Control", "no-store"));
        assertEquals(user.toString(), order.path("subject").asText());
        assertEquals(client.clientId(), order.path("client_id").asText());
        assertEquals("sid-of-ann", order.path("sid").asText());
        assertEquals("pwd", order.path("amr").path(0).asText());
        assertEquals(client.clientId(), order.path("id_token").path("audience").asText());
        // By these token-service finds out what was taken back, and who was signed out, since.
        assertFalse(Instant.parse(order.path("since").asText()).isBefore(before));
        assertTrue(order.hasNonNull("auth_time"));
        refused(Devices.poll(client, codes.deviceCode()), "invalid_grant");
    }

    @Test
    void whatTheUserDeniesIsToldToTheDevice() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(user, codes, "deny");
        refused(Devices.poll(client, codes.deviceCode()), "access_denied");
        refused(Devices.poll(client, codes.deviceCode()), "access_denied");
    }

    /** Each time for five seconds more; whoever has waited is told only that it is not decided. */
    @Test
    void whoAsksTooOftenHasToWaitLonger() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        refused(Devices.poll(client, codes.deviceCode()), "authorization_pending");
        refused(Devices.poll(client, codes.deviceCode()), "slow_down")
                .body("error_description", containsString("10 seconds"));
        refused(Devices.poll(client, codes.deviceCode()), "slow_down")
                .body("error_description", containsString("15 seconds"));
        devices.waited(codes);
        refused(Devices.poll(client, codes.deviceCode()), "authorization_pending");
        Devices.decided(user, codes, "allow");
        Devices.poll(client, codes.deviceCode()).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "allow"})
    void whatIsTooOldGivesNothing(String decision) {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        if (!decision.isEmpty()) {
            Devices.decided(user, codes, decision);
        }
        devices.tooOld(codes);
        refused(Devices.poll(client, codes.deviceCode()), "expired_token");
        Devices.enter(user, codes.userCode()).statusCode(400);
    }

    /** To another client a code is unknown, and stays as it is. */
    @Test
    void isItsClientsAlone() {
        RegisteredClient client = devices.client(Map.of());
        RegisteredClient another = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        refused(Devices.poll(another, codes.deviceCode()), "invalid_grant");
        Devices.decided(user, codes, "allow");
        refused(Devices.poll(another, codes.deviceCode()), "invalid_grant");
        Devices.poll(client, codes.deviceCode()).statusCode(200);
    }

    @Test
    void whatIsNoDeviceCodeIsRefused() {
        RegisteredClient client = devices.client(Map.of());
        refused(Devices.poll(client, "x"), "invalid_grant");
        refused(Devices.poll(client, "x".repeat(300)), "invalid_grant");
        refused(Devices.poll(client, ""), "invalid_request");
        Devices.Codes codes = Devices.asked(client, "openid");
        refused(Devices.poll(client, codes.userCode()), "invalid_grant");
        RegisteredClient other = Fixtures.register(administration, "none").client();
        refused(Devices.poll(other, codes.deviceCode()), "unauthorized_client");
        // Nor is a device code an authorization code.
        RegisteredClient both = Fixtures.registerFor(administration).client();
        given().formParam("client_id", both.clientId())
                .formParam("grant_type", "authorization_code")
                .formParam("code", codes.deviceCode())
                .post("/oauth2/token")
                .then()
                .statusCode(401);
    }

    @Test
    void ofAllWhoAskAtOnceOneIsGivenTokens() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(user, codes, "allow");
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(
                        i -> Devices.poll(client, codes.deviceCode()).extract().statusCode())
                .sorted()
                .toList();
        assertEquals(List.of(200, 400, 400, 400, 400, 400, 400, 400), answers);
    }

    @Test
    void consentThatIsTakenBackMeanwhileGivesNothing() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(user, codes, "allow");
        assertTrue(consents.remove(user, client.clientId()));
        refused(Devices.poll(client, codes.deviceCode()), "invalid_grant")
                .body("error_description", containsString("taken the consent back"));
    }

    @Test
    void aUserWhoIsGoneMeanwhileIsGivenNothing() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(Peers.GONE, codes, "allow");
        refused(Devices.poll(client, codes.deviceCode()), "invalid_grant")
                .body("error_description", containsString("user is gone"));
    }

    /** The device is let in once they can be made. */
    @Test
    void whereNoTokensCanBeMadeNothingIsSpent() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(Peers.TOKENLESS, codes, "allow");
        for (int i = 0; i < 2; i++) {
            Devices.poll(client, codes.deviceCode())
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("error", equalTo("temporarily_unavailable"));
        }
    }

    /** Nor where their ID token cannot be encrypted: with a key that fits, the same code gives them. */
    @Test
    void whereNoIdTokenCanBeMadeNothingIsSpent() throws IOException {
        Map<String, Object> key = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        RegisteredClient client = devices.client(
                Map.of("id_token_encrypted_response_alg", "RSA-OAEP", "jwks", Map.of("keys", List.of(key))));
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.decided(user, codes, "allow");
        Devices.poll(client, codes.deviceCode()).statusCode(503);
        administration.change(
                client.clientId(),
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("id_token_encrypted_response_alg", "ECDH-ES")));
        JsonNode order = order(Devices.poll(client, codes.deviceCode()));
        assertEquals(
                "ECDH-ES",
                order.path("terms")
                        .path("beside")
                        .path("id_token_encryption")
                        .path("alg")
                        .asText());
    }

    /** A proof of a key when the device asks, and its tokens are made with that key alone. */
    @Test
    void aCodeIsGoodWithTheKeyThatItIsBoundTo() {
        RegisteredClient client = devices.client(Map.of());
        var first = new Proven(client, new Confirmation("key", null));
        DeviceRequests.Outcome outcome = requests.keep(first, FormParameters.parse("scope=openid"));
        DeviceCodeStore.Codes kept =
                assertInstanceOf(DeviceRequests.Kept.class, outcome).codes();
        var form = FormParameters.parse("device_code=" + kept.deviceCode());
        Devices.decided(user, new Devices.Codes(kept.deviceCode(), kept.userCode(), ""), "allow");
        for (Confirmation other : Arrays.asList(null, new Confirmation("another", null))) {
            Answer refused =
                    grant.answer(new Proven(client, other), form).await().indefinitely();
            assertEquals(
                    "invalid_grant",
                    assertInstanceOf(Refused.class, refused).error().error());
        }
        Answer granted = grant.answer(first, form).await().indefinitely();
        assertEquals("DPoP", assertInstanceOf(Granted.class, granted).tokenType());
    }

    @Test
    void tokensAreForTheResourcesThatWereAskedFor() throws IOException {
        var saved = Fixtures.registerFor(administration, "urn:a", "urn:b");
        var basic = given().auth().preemptive().basic(saved.client().clientId(), String.valueOf(saved.secret()));
        var answer = basic.formParam("scope", "openid")
                .formParam("resource", "urn:a")
                .formParam("resource", "urn:b")
                .post("/oauth2/device_authorization");
        var codes = new Devices.Codes(answer.path("device_code"), answer.path("user_code"), "");
        Devices.decided(user, codes, "allow");
        refused(poll(saved, codes, "urn:c"), "invalid_target");
        JsonNode order = order(poll(saved, codes, "urn:b"));
        assertEquals("[\"urn:b\"]", order.path("audience").toString());
        assertEquals(
                "[\"urn:a\",\"urn:b\"]", order.path("terms").path("audience").toString());
    }

    private static ValidatableResponse poll(ClientAdministration.Saved saved, Devices.Codes codes, String resource) {
        return given().auth()
                .preemptive()
                .basic(saved.client().clientId(), String.valueOf(saved.secret()))
                .formParam("grant_type", Devices.GRANT)
                .formParam("device_code", codes.deviceCode())
                .formParam("resource", resource)
                .post("/oauth2/token")
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, String error) {
        return answer.statusCode(400).header("Cache-Control", "no-store").body("error", equalTo(error));
    }

    private static JsonNode order(ValidatableResponse answer) throws IOException {
        String token = answer.statusCode(200).extract().path("access_token");
        return JSON.readTree(Base64.getUrlDecoder().decode(token));
    }
}
