package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules of the plan oidcc-dynamic-certification-test-plan, by their names: clients that register themselves, with a key of
 * their own (private_key_jwt) and without PKCE.
 */
@QuarkusTest
@TestProfile(DynamicPlanTest.Dynamic.class)
class DynamicPlanTest {
    private final ConsentStore consents;
    private final ClientAdministration clients;
    private final UUID user = UUID.randomUUID();

    @Inject
    DynamicPlanTest(ConsentStore consents, ClientAdministration clients) {
        this.consents = consents;
        this.clients = clients;
    }

    /** As the plan needs it. */
    public static final class Dynamic implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Peers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.oauth.registration.mode", "open",
                    "gatehouse.oauth.registration.require-pkce", "false",
                    "gatehouse.oauth.registration.scope", "openid profile email address phone offline_access",
                    "gatehouse.oauth.registration.per-address-per-hour", "100000",
                    "gatehouse.oauth.registration.most-unverified", "100000");
        }
    }

    private static ValidatableResponse register(Map<String, Object> more) {
        var asked = new HashMap<String, Object>(Map.of(
                "client_name", "oidcc", "redirect_uris", List.of(Fixtures.CALLBACK), "contacts", List.of("a@b")));
        asked.putAll(more);
        return given().contentType("application/json")
                .body(asked)
                .post("/oauth2/register")
                .then();
    }

    private static String registered(Map<String, Object> more) {
        return register(more).statusCode(201).extract().path("client_id");
    }

    private ValidatableResponse ask(String client, Map<String, String> changes) {
        consents.allow(user, client, Scope.of("openid"));
        var request = new HashMap<>(Map.of(
                "client_id", client,
                "redirect_uri", Fixtures.CALLBACK,
                "response_type", "code",
                "scope", "openid",
                "state", "s"));
        request.putAll(changes);
        request.values().removeIf(String::isEmpty);
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user.toString())
                .queryParams(request)
                .get("/oauth2/authorize")
                .then();
    }

    /** oidcc-server, and oidcc-ensure-client-assertion-with-iss-aud-succeeds; the token endpoint will do, too. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/oauth2/token"})
    void oidccServer(String endpoint) throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        String client = registered(Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                Map.of("keys", List.of(key.toPublicJWK().toJSONObject()))));
        var claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .claim("aud", FapiClient.ISSUER + endpoint)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(FapiClient.in(60))
                .build();
        String code = Application.code(ask(client, Map.of()));
        FapiClient.redeem(
                        FapiClient.asserting(FapiClient.signed(claims, "RS256", FapiClient.rsa(key)), null), code, null)
                .statusCode(200)
                .body("token_type", equalTo("Bearer"));
    }

    @Test
    void oidccIdtokenRs256() {
        register(Map.of("id_token_signed_response_alg", "RS256"))
                .statusCode(201)
                .body("id_token_signed_response_alg", equalTo("RS256"));
        given().get("/.well-known/openid-configuration")
                .then()
                .body("id_token_signing_alg_values_supported", hasItem("RS256"))
                .body("id_token_signing_alg_values_supported", not(hasItem("none")));
    }

    /** There are none here, as discovery says; who asks for them is not registered. */
    @Test
    void oidccIdtokenUnsigned() {
        register(Map.of("id_token_signed_response_alg", "none"))
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
    }

    @Test
    void oidccUserinfoRs256() {
        register(Map.of("userinfo_signed_response_alg", "RS256"))
                .statusCode(201)
                .body("userinfo_signed_response_alg", equalTo("RS256"));
        given().get("/.well-known/openid-configuration")
                .then()
                .body("userinfo_signing_alg_values_supported", hasItem("RS256"));
    }

    @Test
    void oidccEnsureRedirectUriInAuthorizationRequest() {
        ask(registered(Map.of()), Map.of("redirect_uri", "")).statusCode(400).header("Location", nullValue());
    }

    @Test
    void oidccRedirectUriQueryOk() {
        String client = registered(Map.of("redirect_uris", List.of(Fixtures.CALLBACK + "?foo=bar")));
        ask(client, Map.of("redirect_uri", Fixtures.CALLBACK + "?foo=bar"))
                .statusCode(303)
                .header("Location", startsWith(Fixtures.CALLBACK + "?foo=bar&code="));
    }

    /** oidcc-redirect-uri-query-mismatch and oidcc-redirect-uri-query-added. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example/cb?foo=bar, https://app.example/cb?foo=other",
        "https://app.example/cb?foo=bar, https://app.example/cb",
        "https://app.example/cb?foo=bar, https://app.example/cb?foo=bar&x=1",
        "https://app.example/cb, https://app.example/cb?foo=bar",
        "https://app.example/cb, https://app.example/cb?"
    })
    void oidccRedirectUriQuery(String registered, String asked) {
        ask(registered(Map.of("redirect_uris", List.of(registered))), Map.of("redirect_uri", asked))
                .statusCode(400)
                .header("Location", nullValue());
    }

    @Test
    void oidccRedirectUriRegfrag() {
        register(Map.of("redirect_uris", List.of(Fixtures.CALLBACK + "#foo=bar")))
                .statusCode(400)
                .body("error", equalTo("invalid_redirect_uri"));
    }

    @Test
    void oidccRegistrationJwksUri() {
        register(Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", "https://app.example/jwks"))
                .statusCode(201)
                .body("jwks_uri", equalTo("https://app.example/jwks"))
                .body("client_secret", nullValue());
        register(Map.of("jwks_uri", "https://app.example/jwks", "jwks", Map.of("keys", List.of())))
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
    }

    /** What the sector has to say is in SectorsTest. */
    @Test
    void oidccRegistrationSectorBad() {
        register(Map.of("subject_type", "pairwise", "sector_identifier_uri", "https://localhost:1/redirect_uris.json"))
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"))
                .body("error_description", containsString("sector_identifier_uri"));
    }

    /** Where one is fetched from is in RequestUriTest. Nobody has vouched for these clients, so they are told silently alone. */
    @Test
    void oidccRequestUri() {
        String client = registered(Map.of("request_uris", List.of("https://localhost:1/request#v1")));
        assertEquals(
                "invalid_request_uri",
                Application.answer(ask(client, Map.of("prompt", "none", "request_uri", "https://localhost:1/other")))
                        .get("error"));
        assertEquals(
                "request_uri_not_supported",
                Application.answer(ask(
                                registered(Map.of()),
                                Map.of("prompt", "none", "request_uri", "https://localhost:1/request#v1")))
                        .get("error"));
    }

    /** oidcc-registration-policy-uri, oidcc-registration-tos-uri. Nobody has vouched for it, so its logo is not shown. */
    @Test
    void oidccRegistrationPolicyUriAndTosUri() {
        String client = registered(Map.of(
                "client_uri", "https://app.example/",
                "policy_uri", "https://app.example/policy?a=b&c",
                "policy_uri#de", "https://app.example/datenschutz",
                "tos_uri", "https://terms.example/",
                "logo_uri", "https://app.example/logo.png"));
        ask(client, Map.of("prompt", "consent"))
                .statusCode(200)
                .body(allOf(
                        containsString("href=\"https://app.example/policy?a=b&amp;c\" target=\"_blank\""),
                        containsString("Privacy policy (app.example)"),
                        containsString("href=\"https://terms.example/\""),
                        containsString("Terms of service (terms.example)"),
                        containsString("Website (app.example)"),
                        not(containsString("/oauth2/logo"))));
        ask(client, Map.of("prompt", "consent")).header("Content-Security-Policy", containsString("img-src 'self';"));
        given().cookie(SessionService.COOKIE, user.toString())
                .header("Accept-Language", "de")
                .queryParams(Map.of(
                        "client_id", client,
                        "redirect_uri", Fixtures.CALLBACK,
                        "response_type", "code",
                        "scope", "openid",
                        "prompt", "consent"))
                .get("/oauth2/authorize")
                .then()
                .body(allOf(
                        containsString("href=\"https://app.example/datenschutz\""),
                        containsString("Datenschutzerklärung (app.example)")));
    }

    /** Of a client that somebody has vouched for; it comes from us, as no page of ours loads anything from elsewhere. */
    @Test
    void oidccRegistrationLogoUri() {
        var app = new Application(clients, consents, Map.of("logo_uri", "https://localhost:1/logo.png"));
        app.ask("prompt", "consent")
                .statusCode(200)
                .body(allOf(
                        containsString("<img src=\"/oauth2/logo?client_id=" + app.id + "\""),
                        not(containsString("localhost:1"))));
        // There is nothing at that address.
        given().queryParam("client_id", app.id).get("/oauth2/logo").then().statusCode(404);
        for (String client : List.of("nobody", registered(Map.of("logo_uri", "https://app.example/logo.png")))) {
            given().queryParam("client_id", client).get("/oauth2/logo").then().statusCode(404);
        }
        new Application(clients, consents, Map.of()).ask("prompt", "consent").body(not(containsString("/oauth2/logo")));
    }
}
