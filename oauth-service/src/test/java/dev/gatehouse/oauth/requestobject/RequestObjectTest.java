package dev.gatehouse.oauth.requestobject;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Peers.Present.class)
class RequestObjectTest {
    private static final PublicJsonWebKey KEY = ObjectCheckTest.key("ES256", "k");
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final UUID user = UUID.randomUUID();

    @Inject
    RequestObjectTest(ClientAdministration administration, ConsentStore consents) {
        this.administration = administration;
        this.consents = consents;
    }

    private String client(Map<String, Object> more) {
        String id =
                Fixtures.register(administration, "client_secret_post").client().clientId();
        var changed = administration.change(
                id,
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(new java.util.HashMap<>(more)));
        assertTrue(changed instanceof ClientAdministration.Saved, changed.toString());
        consents.allow(user, id, Scope.of("openid"));
        return id;
    }

    private static Map<String, Object> keys() {
        return Map.of("jwks", Map.of("keys", List.of(KEY.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))));
    }

    private static String claims(String client) {
        return """
                {"client_id": "%s", "redirect_uri": "https://app.example/cb", "response_type": "code", "scope": "openid",
                 "state": "signed", "code_challenge_method": "S256", "code_challenge": "%s"}
                """.formatted(client, Fixtures.CHALLENGE);
    }

    private static String unsigned(String claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /** Beside it are a redirect URI, a state and a scope that would not do. */
    @Test
    void whatIsSignedCountsAndNothingElse() {
        String client = client(keys());
        String object = ObjectCheckTest.sign(KEY, "ES256", "k", claims(client));
        String query = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fevil.example&state=x&scope=admin&request="
                + object;
        String login = ask(query, false)
                .statusCode(303)
                .header("Location", startsWith("/login?return_to="))
                .extract()
                .header("Location");
        String back = String.valueOf(
                FormParameters.parse(login.substring(login.indexOf('?') + 1)).get("return_to"));
        assertTrue(back.length() < 300, back);
        // Each time: it is the client's to say how often one may be used.
        for (int i = 0; i < 2; i++) {
            ask(back.substring(back.indexOf('?') + 1), true)
                    .statusCode(303)
                    .header("Location", startsWith("https://app.example/cb?code="))
                    .header("Location", containsString("state=signed"));
        }
    }

    /** They are kept, as those that are pushed are: of a client that anybody can be, so many from one network. */
    @Test
    void whoSignsTooManyHasToWait() {
        String client = Fixtures.register(administration, "none").client().clientId();
        var changed = administration.change(
                client,
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(new java.util.HashMap<>(keys())));
        assertTrue(changed instanceof ClientAdministration.Saved, changed.toString());
        String start = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&request=";
        String first = start + object(client, 0);
        ask(first, false).statusCode(303).header("Location", startsWith("/login?"));
        int kept = 1;
        while (kept < 200
                && ask(start + object(client, kept), false)
                        .extract()
                        .header("Location")
                        .startsWith("/login?")) {
            kept++;
        }
        assertEquals(60, kept);
        error(start + object(client, 300), "temporarily_unavailable");
        // It takes no more room.
        ask(first, false).statusCode(303).header("Location", startsWith("/login?"));
    }

    private static String object(String client, int number) {
        return ObjectCheckTest.sign(KEY, "ES256", "k", claims(client).replace("\"signed\"", "\"s" + number + "\""));
    }

    @Test
    void whatIsNotSignedByTheClientIsRefused() {
        String client = client(keys());
        String start = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&request=";
        String forged = ObjectCheckTest.sign(ObjectCheckTest.key("ES256", "k"), "ES256", "k", claims(client));
        error(start + forged, "invalid_request_object");
        error(start + "x", "invalid_request_object");
        String ours = ObjectCheckTest.sign(KEY, "ES256", "k", claims("other"));
        error(start + ours, "invalid_request_object");
        ask("client_id=" + client + "&request=" + forged, true).statusCode(400);
        ask("client_id=" + client + "&redirect_uri=https%3A%2F%2Fevil.example&request=" + forged, true)
                .statusCode(400);
    }

    @Test
    void unsignedOnesAreForWhoeverIsNotRegisteredToSign() {
        for (String client : List.of(client(Map.of("request_object_signing_alg", "none")), client(keys()))) {
            ask("client_id=" + client + "&request=" + unsigned(claims(client)), true)
                    .statusCode(303)
                    .header("Location", startsWith("https://app.example/cb?code="));
        }
        String signs = client(Map.of("request_object_signing_alg", "ES256", "jwks", keys().get("jwks")));
        error(
                "client_id=" + signs + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&request="
                        + unsigned(claims(signs)),
                "invalid_request_object");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/request, false, request_uri_not_supported",
        "https://app.example/other, true, invalid_request_uri",
        "https://app.example/request, true, invalid_request_uri"
    })
    void oneByReferenceIsFetchedFromWhereItIsRegisteredAlone(String uri, boolean registered, String error) {
        String client = client(registered ? Map.of("request_uris", List.of("https://app.example/request")) : Map.of());
        error(
                "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&request_uri="
                        + uri.replace("/", "%2F"),
                error);
    }

    @Test
    void twoAtOnceAreNone() {
        String client = client(keys());
        String start = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb";
        error(start + "&request=x&request_uri=urn:x", "invalid_request");
        error(start + "&request=x&request=y", "invalid_request");
    }

    /** A signature alone takes no room here. */
    @Test
    void whatIsNotInOrderIsNotKept() {
        String client = client(keys());
        String object = ObjectCheckTest.sign(KEY, "ES256", "k", claims(client).replace("\"openid\"", "\"admin\""));
        String start = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb";
        error(start + "&request=" + object, "invalid_scope");
        String name = "urn:ietf:params:oauth:request_uri:" + Secrets.sha256(client + " " + object);
        error(start + "&request_uri=" + name, "invalid_request_uri");
    }

    /** Of a client that nobody has vouched for an error is shown, but where the request itself says that nothing may be. */
    @Test
    void whatIsBesideOneSaysNothingOfWhatMayBeShown() {
        String client = UUID.randomUUID().toString();
        administration.register(
                client,
                Fixtures.metadata(
                                "App",
                                List.of(Fixtures.CALLBACK),
                                List.of("authorization_code"),
                                null,
                                Scope.of("openid"),
                                "none",
                                null,
                                null)
                        .with(keys()),
                new ClientOrigin(ClientOrigin.Kind.dynamic, true, null, null));
        String wrong = claims(client).replace("S256", "plain");
        String silent = wrong.replace("{\"client_id\"", "{\"prompt\": \"none\", \"client_id\"");
        String start = "client_id=" + client + "&request=";
        ask(start + ObjectCheckTest.sign(KEY, "ES256", "k", wrong) + "&prompt=none", true)
                .statusCode(400);
        error(start + ObjectCheckTest.sign(KEY, "ES256", "k", silent), "invalid_request");
    }

    private void error(String query, String error) {
        String location = ask(query, true).statusCode(303).extract().header("Location");
        assertTrue(location.startsWith("https://app.example/cb?"), location);
        assertEquals(
                error,
                FormParameters.parse(location.substring(location.indexOf('?') + 1))
                        .get("error"));
    }

    private ValidatableResponse ask(String query, boolean signedIn) {
        var visitor = given().redirects().follow(false).urlEncodingEnabled(false);
        return (signedIn ? visitor.cookie(SessionService.COOKIE, user.toString()) : visitor)
                .get("/oauth2/authorize?" + query)
                .then();
    }
}
