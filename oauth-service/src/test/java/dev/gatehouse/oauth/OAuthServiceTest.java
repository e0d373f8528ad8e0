package dev.gatehouse.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.code.CodeStore;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OAuthServiceTest {
    private static final String PROBLEM = "application/problem+json";
    private final ServiceTokens tokens;
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final CodeStore codes;

    @Inject
    OAuthServiceTest(
            ServiceTokens tokens, ClientAdministration administration, ConsentStore consents, CodeStore codes) {
        this.tokens = tokens;
        this.administration = administration;
        this.consents = consents;
        this.codes = codes;
    }

    @Test
    void metadataSaysWhatThereIs() {
        for (String path : new String[] {"openid-configuration", "oauth-authorization-server"}) {
            given().get("/.well-known/" + path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"))
                    .body("issuer", equalTo("http://localhost:8080"))
                    .body("token_endpoint", equalTo("http://localhost:8080/oauth2/token"))
                    .body("introspection_signing_alg_values_supported", equalTo(List.of("RS256")))
                    .body("id_token_signing_alg_values_supported", equalTo(KeysInMemory.ALGORITHMS))
                    .body("code_challenge_methods_supported", equalTo(List.of("S256")))
                    .body("authorization_response_iss_parameter_supported", equalTo(true));
        }
    }

    @Test
    void aClientIsKnownByItsSecretAlone() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        String id = saved.client().clientId();
        authenticate(id, saved.secret()).body("outcome", equalTo("client")).body("confidential", equalTo(true));
        authenticate(id, saved.secret() + "x").body("outcome", equalTo("invalid_client"));
        authenticate(id, null).body("outcome", equalTo("invalid_client"));
        authenticate("nobody", saved.secret()).body("outcome", equalTo("invalid_client"));
        authenticate("no\u0000body", null).body("outcome", equalTo("invalid_client"));
        var open = Fixtures.register(administration, "none");
        authenticate(open.client().clientId(), null)
                .body("outcome", equalTo("client"))
                .body("confidential", equalTo(false));
        given().contentType("application/json")
                .body("{}")
                .post("/internal/clients/authentications")
                .then()
                .statusCode(401);
    }

    @Test
    void aChangeIsSeenAtOnce() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        String id = saved.client().clientId();
        authenticate(id, saved.secret()).body("outcome", equalTo("client"));
        var change = Fixtures.metadata("Renamed", null, List.of("authorization_code"), null, null, "none", null, null);
        var changed = assertInstanceOf(ClientAdministration.Saved.class, administration.change(id, change));
        assertEquals("Renamed", changed.client().clientName());
        authenticate(id, saved.secret()).body("outcome", equalTo("invalid_client"));
        authenticate(id, null).body("outcome", equalTo("client")).body("confidential", equalTo(false));
    }

    @Test
    void badMetadataMakesNoClient() {
        var bad = Fixtures.metadata(
                "x", List.of("http://evil.example"), List.of("client_credentials"), null, null, "none", null, null);
        var refused = assertInstanceOf(ClientAdministration.Refused.class, administration.register(bad));
        assertEquals(2, refused.violations().size());
    }

    @Test
    void aClientForExchangesKeepsWhomItMayActFor() {
        String exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
        var asked = Fixtures.metadata(
                "An API", null, List.of(exchange), null, Scope.of("orders:read"), null, null, List.of("app", "app"));
        var saved = assertInstanceOf(ClientAdministration.Saved.class, administration.register(asked));
        String id = saved.client().clientId();
        var changed = assertInstanceOf(
                ClientAdministration.Saved.class,
                administration.change(id, Fixtures.metadata("Renamed", null, null, null, null, null, null, null)));
        assertEquals(List.of("app"), changed.client().mayActFor());
        assertEquals(Set.of(GrantType.token_exchange), changed.client().grantTypes());
        given().auth()
                .preemptive()
                .basic(id, String.valueOf(saved.secret()))
                .formParam("grant_type", exchange)
                .formParam("subject_token", "s")
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        var open = Fixtures.metadata("x", null, List.of(exchange), null, null, "none", null, null);
        assertInstanceOf(ClientAdministration.Refused.class, administration.register(open));
    }

    @Test
    void administrationNeedsVerify() {
        given().get("/clients").then().statusCode(503).header("Retry-After", "2");
        given().get("/connect/providers").then().statusCode(503);
        given().get("/consents").then().statusCode(503);
        given().header("Authorization", "Bearer x")
                .get("/oauth2/userinfo")
                .then()
                .statusCode(503);
    }

    @Test
    void theTokenEndpointRefusesInItsOwnWords() {
        token("grant_type=client_credentials&client_id=nobody&client_secret=x")
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_client"))
                .body("status", nullValue());
        token("grant_type=a&grant_type=b&client_id=nobody").statusCode(400).body("error", equalTo("invalid_request"));
        token("a=%zz").statusCode(400).body("error", equalTo("invalid_request"));
        token("").statusCode(401).body("error", equalTo("invalid_client"));
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(415)
                .contentType(startsWith("application/json"))
                .body("error", equalTo("invalid_request"));
        given().get("/oauth2/token").then().statusCode(405);
    }

    @Test
    void clientCredentialsNeedTokenService() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        given().auth()
                .preemptive()
                .basic(saved.client().clientId(), String.valueOf(saved.secret()))
                .formParam("grant_type", "client_credentials")
                .formParam("scope", "gatehouse:admin")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        given().auth()
                .preemptive()
                .basic(saved.client().clientId(), String.valueOf(saved.secret()))
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(503)
                .header("Retry-After", "2");
    }

    @Test
    void aClientNamesResourcesThatItMayAskFor() {
        var saved = Fixtures.registerFor(administration, "urn:a", "urn:b");
        String id = saved.client().clientId();
        authenticate(id, saved.secret()).body("resources", equalTo(List.of("urn:a", "urn:b")));
        for (String grant : List.of(
                "grant_type=client_credentials",
                "grant_type=refresh_token&refresh_token=" + Secrets.generate(SecretKind.REFRESH_TOKEN),
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=s&subject_token_type="
                        + "urn:ietf:params:oauth:token-type:access_token")) {
            tokenFor(saved, grant + "&resource=urn:a&resource=urn:c")
                    .statusCode(400)
                    .body("error", equalTo("invalid_target"));
            // As far as token-service, which is away.
            tokenFor(saved, grant + "&resource=urn:a&resource=urn:b").statusCode(503);
            tokenFor(saved, grant).statusCode(503);
            tokenFor(saved, grant + "&scope=orders:read&scope=orders:read")
                    .statusCode(400)
                    .body("error", equalTo("invalid_request"));
        }
    }

    private static ValidatableResponse tokenFor(ClientAdministration.Saved client, String form) {
        return given().auth()
                .preemptive()
                .basic(client.client().clientId(), String.valueOf(client.secret()))
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/oauth2/token")
                .then();
    }

    @Test
    void anyUseOfItsClientSpendsACode() {
        String id = Fixtures.register(administration, "none").client().clientId();
        String code = code(id);
        exchange(id, code, Fixtures.CHALLENGE).statusCode(400).body("error", equalTo("invalid_grant"));
        exchange(id, code, Fixtures.VERIFIER)
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .body("error_description", containsString("unknown, expired or used"));
        // To anybody else it is none, and nothing comes of it.
        String stolen = code(id);
        String other = Fixtures.register(administration, "none").client().clientId();
        exchange(other, stolen, Fixtures.VERIFIER).statusCode(400).body("error", equalTo("invalid_grant"));
        exchange(id, stolen, Fixtures.VERIFIER).statusCode(503);
        exchange(id, "made-up", Fixtures.VERIFIER).statusCode(400).body("error", equalTo("invalid_grant"));
        // A good code gets as far as the user, whom only identity-service knows.
        exchange(id, code(id), Fixtures.VERIFIER).statusCode(503);
    }

    @Test
    void consentsGrowAndEnd() {
        UUID user = UUID.randomUUID();
        String id = Fixtures.register(administration, "none").client().clientId();
        assertEquals(Scope.NONE, consents.scope(user, id));
        assertTrue(consents.allow(user, id, Scope.of("openid")));
        assertTrue(consents.allow(user, id, Scope.of("profile", "openid")));
        assertTrue(consents.scope(user, id).covers(Scope.of("openid", "profile")));
        var listed = consents.ofUser(user);
        assertEquals(id, listed.getFirst().clientId());
        assertEquals(2, listed.getFirst().scope().tokens().size());
        assertNotNull(listed.getFirst().grantedAt());
        assertTrue(consents.remove(user, id));
        assertFalse(consents.remove(user, id));
        assertFalse(consents.allow(user, "nobody", Scope.of("openid")));
    }

    @Test
    void refusesWhatItCannotRead() {
        internal()
                .body("{\"client_id\":")
                .post("/internal/clients/authentications")
                .then()
                .statusCode(400)
                .contentType(startsWith(PROBLEM));
        internal()
                .body("{}")
                .post("/internal/clients/authentications")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("client_id"));
        given().get("/oauth2/nowhere").then().statusCode(404).contentType(startsWith(PROBLEM));
    }

    private String code(String clientId) {
        return code(clientId, UUID.randomUUID());
    }

    /** What {@code user} allows is granted before, as on the consent page. */
    private String code(String clientId, UUID user) {
        consents.allow(user, clientId, Scope.of("openid"));
        String code = Secrets.random();
        codes.issue(code, Fixtures.code(clientId, user, List.of(), null))
                .await()
                .indefinitely();
        return code;
    }

    private static ValidatableResponse exchange(String clientId, String code, String verifier) {
        return given().formParam("grant_type", "authorization_code")
                .formParam("client_id", clientId)
                .formParam("code", code)
                .formParam("code_verifier", verifier)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .post("/oauth2/token")
                .then();
    }

    private static ValidatableResponse token(String form) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/oauth2/token")
                .then();
    }

    private RequestSpecification internal() {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.tokenFor("oauth-service"));
    }

    private ValidatableResponse authenticate(String clientId, @Nullable String secret) {
        return internal()
                .body(
                        secret == null
                                ? Map.of("client_id", clientId, "method", "none")
                                : Map.of(
                                        "client_id", clientId,
                                        "client_secret", secret,
                                        "method", "client_secret_basic"))
                .post("/internal/clients/authentications")
                .then()
                .statusCode(200);
    }
}
