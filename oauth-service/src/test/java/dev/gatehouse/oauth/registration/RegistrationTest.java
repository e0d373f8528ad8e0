package dev.gatehouse.oauth.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.ClientTokens;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of what clients say of themselves. */
@QuarkusTest
@TestProfile(Open.class)
class RegistrationTest {
    private static final String PATH = "/oauth2/register";
    private static final String URIS = "\"redirect_uris\": [\"" + Fixtures.CALLBACK + "\"]";
    private final ClientStore store;

    @Inject
    RegistrationTest(ClientStore store) {
        this.store = store;
    }

    @Test
    void discoverySaysWhere() {
        for (String document : List.of("openid-configuration", "oauth-authorization-server")) {
            given().get("/.well-known/" + document)
                    .then()
                    .body("registration_endpoint", equalTo("http://localhost:8080" + PATH));
        }
    }

    @Test
    void whatIsNotSaidTakesItsDefault() {
        ValidatableResponse answer = register("{" + URIS + "}")
                .statusCode(201)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"))
                .body("grant_types", equalTo(List.of("authorization_code")))
                .body("response_types", equalTo(List.of("code")))
                .body("application_type", equalTo("web"))
                .body("subject_type", equalTo("public"))
                .body("id_token_signed_response_alg", equalTo("RS256"))
                .body("scope", equalTo("openid profile offline_access orders:read"))
                .body("client_name", equalTo("app.example"))
                .body("client_secret", startsWith("ghs_"))
                .body("client_secret_expires_at", equalTo(0))
                .body("client_id_issued_at", notNullValue())
                .body("registration_access_token", startsWith("ghd_"))
                .body("", not(hasKey("first_party")))
                .body("", not(hasKey("software_statement")));
        String id = answer.extract().path("client_id");
        answer.body("registration_client_uri", equalTo("http://localhost:8080" + PATH + "/" + id));
        RegisteredClient kept = store.client(id).orElseThrow();
        assertEquals(ClientOrigin.Kind.dynamic, kept.origin().kind());
        assertTrue(kept.origin().unverified());
        assertTrue(kept.requests().requirePkce());
        assertEquals(List.of("https://orders.example/api"), kept.tokens().resources());
        assertEquals(
                Secrets.sha256(answer.extract().path("registration_access_token")),
                kept.origin().registrationTokenHash());
    }

    @Test
    void allThatIsRegisteredIsTold() {
        register("""
                {"redirect_uris": ["com.example.app:/cb", "http://127.0.0.1:4711/cb"], "application_type": "native",
                 "token_endpoint_auth_method": "none", "client_name": "An application",
                 "client_name#de": "Eine Anwendung", "logo_uri#fr": "https://app.example/fr.png", "client_name#es": null,
                 "client_uri": "https://app.example/", "logo_uri": "https://app.example/logo.png",
                 "tos_uri": "https://app.example/tos", "policy_uri": "https://app.example/policy",
                 "contacts": ["ann@app.example"], "scope": "openid orders:read",
                 "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
                 "software_id": "s", "software_version": "1", "default_max_age": 60, "require_auth_time": true,
                 "post_logout_redirect_uris": ["https://app.example/bye"], "subject_type": "public",
                 "backchannel_logout_uri": "https://app.example/out", "id_token_signed_response_alg": "ES256"}
                """)
                .statusCode(201)
                .body("redirect_uris", equalTo(List.of("com.example.app:/cb", "http://127.0.0.1:4711/cb")))
                .body("application_type", equalTo("native"))
                .body("client_name", equalTo("An application"))
                .body("'client_name#de'", equalTo("Eine Anwendung"))
                .body("'logo_uri#fr'", equalTo("https://app.example/fr.png"))
                .body("", not(hasKey("client_name#es")))
                .body("", not(hasKey("localized")))
                .body("client_uri", equalTo("https://app.example/"))
                .body("logo_uri", equalTo("https://app.example/logo.png"))
                .body("tos_uri", equalTo("https://app.example/tos"))
                .body("policy_uri", equalTo("https://app.example/policy"))
                .body("contacts", equalTo(List.of("ann@app.example")))
                .body("scope", equalTo("openid orders:read"))
                .body("grant_types", equalTo(List.of("authorization_code", "refresh_token")))
                .body("software_id", equalTo("s"))
                .body("software_version", equalTo("1"))
                .body("default_max_age", equalTo(60))
                .body("require_auth_time", equalTo(true))
                .body("post_logout_redirect_uris", equalTo(List.of("https://app.example/bye")))
                .body("backchannel_logout_uri", equalTo("https://app.example/out"))
                .body("id_token_signed_response_alg", equalTo("ES256"))
                .body("", not(hasKey("client_secret")))
                .body("", not(hasKey("client_secret_expires_at")));
    }

    /** It is no client of the house, however it describes itself. */
    @Test
    void whatIsNotItsOwnToSayIsPassedOver() {
        String id = register("{" + URIS + """
                , "first_party": true, "may_act_for": ["other"], "access_token_format": "opaque", "status_list": true,
                 "access_token_lifetime": "P1D", "resources": ["urn:x"], "claims_by_scope": {"openid": ["email"]},
                 "access_token_signed_response_alg": "EdDSA", "client_id": "mine", "client_secret": "mine",
                 "unverified": false, "origin": "admin", "localized": {"client_name#de": "x"}, "unknown": {"deep": [1]},
                 "scope": "openid gatehouse:admin scim account", "request_object_encryption_alg": "RSA-OAEP",
                 "grant_types": ["authorization_code", "client_credentials", "implicit",
                     "urn:ietf:params:oauth:grant-type:token-exchange"], "response_types": ["code", "code id_token"]}
                """)
                .statusCode(201)
                .body("client_id", not(equalTo("mine")))
                .body("client_secret", not(equalTo("mine")))
                .body("scope", equalTo("openid"))
                .body("grant_types", equalTo(List.of("authorization_code")))
                .body("response_types", equalTo(List.of("code")))
                .body("", not(hasKey("client_name#de")))
                .extract()
                .path("client_id");
        RegisteredClient kept = store.client(id).orElseThrow();
        assertFalse(kept.requests().firstParty());
        assertEquals(List.of(), kept.mayActFor());
        assertTrue(kept.origin().unverified());
        ClientTokens ordinary = ClientTokens.ORDINARY;
        assertEquals(
                new ClientTokens(
                        null,
                        null,
                        null,
                        ordinary.accessTokenAlg(),
                        ordinary.idTokenAlg(),
                        List.of("https://orders.example/api"),
                        ordinary.claimsByScope(),
                        false),
                kept.tokens());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"redirect_uris\": [\"http://app.example/cb\"] | invalid_redirect_uri",
                "\"redirect_uris\": [\"https://app.example/cb#x\"] | invalid_redirect_uri",
                "\"redirect_uris\": [\"https://u@app.example/cb\"] | invalid_redirect_uri",
                "\"redirect_uris\": [\"/cb\"] | invalid_redirect_uri",
                "\"redirect_uris\": [\"javascript:alert(1)\"] | invalid_redirect_uri",
                "\"redirect_uris\": [\"https://app.example/cb\", null] | invalid_redirect_uri",
                "\"redirect_uris\": [] | invalid_redirect_uri",
                "\"redirect_uris\": null | invalid_redirect_uri",
                "\"client_name\": \"x\" | invalid_redirect_uri",
                "\"redirect_uris\": \"https://app.example/cb\" | invalid_redirect_uri",
                "URIS, \"client_name\": \"a\\u0000b\" | invalid_client_metadata",
                "URIS, \"client_name\": [\"a\"] | invalid_client_metadata",
                "URIS, \"scope\": \"ä\" | invalid_client_metadata",
                "URIS, \"scope\": \"gatehouse:admin\" | invalid_client_metadata",
                "URIS, \"grant_types\": [\"implicit\"] | invalid_client_metadata",
                "URIS, \"grant_types\": [] | invalid_client_metadata",
                "\"grant_types\": [\"urn:ietf:params:oauth:grant-type:device_code\"] | invalid_client_metadata",
                "URIS, \"grant_types\": [\"client_credentials\"] | invalid_client_metadata",
                "URIS, \"response_types\": [\"token\"] | invalid_client_metadata",
                "URIS, \"token_endpoint_auth_method\": \"client_secret_magic\" | invalid_client_metadata",
                "URIS, \"token_endpoint_auth_method\": \"private_key_jwt\" | invalid_client_metadata",
                "URIS, \"jwks\": {\"keys\": []} | invalid_client_metadata",
                "URIS, \"jwks\": {\"keys\": [{\"kty\": \"oct\", \"k\": \"aw\"}]} | invalid_client_metadata",
                "URIS, \"jwks_uri\": \"http://app.example/keys\" | invalid_client_metadata",
                "URIS, \"logo_uri\": \"http://app.example/logo.png\" | invalid_client_metadata",
                "URIS, \"logo_uri\": \"data:image/png;base64,AA\" | invalid_client_metadata",
                "URIS, \"tos_uri#de\": \"javascript:alert(1)\" | invalid_client_metadata",
                "URIS, \"application_type\": \"desktop\" | invalid_client_metadata",
                "URIS, \"subject_type\": \"secret\" | invalid_client_metadata",
                "URIS, \"sector_identifier_uri\": \"https://localhost:1/sector\" | invalid_client_metadata",
                "URIS, \"sector_identifier_uri\": \"http://app.example/sector\" | invalid_client_metadata",
                "URIS, \"id_token_signed_response_alg\": \"none\" | invalid_client_metadata",
                "URIS, \"id_token_signed_response_alg\": \"HS256\" | invalid_client_metadata",
                "URIS, \"userinfo_signed_response_alg\": \"HS256\" | invalid_client_metadata",
                "URIS, \"authorization_signed_response_alg\": \"HS256\" | invalid_client_metadata",
                "URIS, \"userinfo_signed_response_alg\": \"none\" | invalid_client_metadata",
                "URIS, \"id_token_encrypted_response_alg\": \"RSA1_5\" | invalid_client_metadata",
                "URIS, \"default_max_age\": -1 | invalid_client_metadata",
                "URIS, \"request_uris\": [\"http://app.example/request\"] | invalid_client_metadata",
                "URIS, \"initiate_login_uri\": \"http://app.example/login\" | invalid_client_metadata",
                "URIS, \"require_pkce\": false | invalid_client_metadata",
                "URIS, \"software_statement\": \"e30.e30.e30\" | unapproved_software_statement",
                "URIS, \"software_statement\": \"e30\" | invalid_software_statement",
                "URIS, \"software_statement\": 7 | invalid_software_statement"
            })
    void whatNoClientCanBeIsRefused(String members, String error) {
        register("{" + members.replace("URIS", URIS) + "}")
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error))
                .body("error_description", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"x\"", "null", "{", "{} {}", "{\"a\": 1, \"a\": 2}", "not json"})
    void whatIsNoObjectIsRefused(String body) {
        register(body).statusCode(400).body("error", equalTo("invalid_client_metadata"));
    }

    @Test
    void itIsBounded() {
        String deep = "[".repeat(50) + "]".repeat(50);
        register("{" + URIS + ", \"x\": " + deep + "}")
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
        String longer = "\"" + "x".repeat(50_000) + "\"";
        register("{" + URIS + ", \"x\": " + longer + "}").statusCode(400);
        register("{" + URIS + ", \"x\": \"" + "x".repeat(70_000) + "\"}").statusCode(413);
        register("{" + URIS + ", \"client_name\": \"" + "x".repeat(201) + "\"}")
                .statusCode(400)
                .body("error_description", containsString("client_name"));
    }

    @Test
    void whatIsNotJsonIsNotRead() {
        given().contentType("application/x-www-form-urlencoded")
                .body("client_name=x")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("error", equalTo("invalid_request"));
        given().get(PATH).then().statusCode(405);
    }

    /** Where a token is shown it has to count, though none is needed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer x",
                "Bearer",
                "Basic eDp4",
                "Bearer ghd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTokenThatDoesNotCountIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .contentType("application/json")
                .body("{" + URIS + "}")
                .post(PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("error", equalTo("invalid_token"));
    }

    @Test
    void scriptsMayRegister() {
        given().header("Origin", "https://tool.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options(PATH)
                .then()
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void eachIsAnotherClient() {
        assertNotEquals(
                register("{" + URIS + "}").extract().<String>path("client_id"),
                register("{" + URIS + "}").extract().<String>path("client_id"));
    }

    @Test
    void itsUsersAreAskedForConsent() {
        String id = register("{" + URIS + ", \"token_endpoint_auth_method\": \"none\", \"client_name\": \"Try me\"}")
                .extract()
                .path("client_id");
        given().cookie(SessionService.COOKIE, UUID.randomUUID().toString())
                .queryParam("client_id", id)
                .queryParam("redirect_uri", Fixtures.CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("code_challenge", Fixtures.CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get("/oauth2/authorize")
                .then()
                .statusCode(200)
                .body(containsString("Try me"))
                .body(containsString("Nobody has verified this application. It is at app.example."));
    }

    private static ValidatableResponse register(String body) {
        return given().contentType("application/json").body(body).post(PATH).then();
    }
}
