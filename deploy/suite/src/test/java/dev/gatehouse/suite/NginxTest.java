package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.EchoingApi.Arrival;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.GuardedApi;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/examples/nginx, on a real nginx: who gets through to the API, and as whom. */
class NginxTest {
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private final GuardedApi guarded = GuardedApi.running();
    private final Person ada = GATEHOUSE.register();

    @Test
    void byPassword() throws Exception {
        assertThrough(guarded.call().header("Authorization", Gatehouse.basic(ada.username(), ada.password())), "basic");
    }

    @Test
    void byCookie() throws Exception {
        assertThrough(
                guarded.call()
                        .cookie(Gatehouse.COOKIE, GATEHOUSE.signInForCookie(ada).cookie(Gatehouse.COOKIE)),
                "session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void byToken(String form) throws Exception {
        assertThrough(guarded.bearer(GATEHOUSE.signInForTokens(ada, form).path("access_token")), form);
    }

    @Test
    void byApiKey() throws Exception {
        Response made = GATEHOUSE
                .bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "nginx", "scope", "profile"))
                .post("/tokens/keys");
        made.then().statusCode(201);
        assertThrough(guarded.bearer(made.path("secret")), "api_key");
    }

    @Test
    void anApplicationForItself() {
        OAuthClient client = GATEHOUSE.confidentialClient("https://api.example/callback");
        String token = forItself(client, "notes:read");
        guarded.bearer(token).get("/notes/1").then().statusCode(200);
        Arrival arrival = guarded.api().arrival();
        assertEquals(client.id(), arrival.header("X-Auth-Client"));
        assertEquals("", arrival.header("X-Auth-Username"));
        assertEquals("notes:read", arrival.header("X-Auth-Scope"));
    }

    @Test
    void anApplicationThatTheUserSignedInTo() throws Exception {
        try (var application = new ClientApplication();
                var browser = Chromium.open()) {
            OAuthClient client = GATEHOUSE.confidentialClient(application.redirectUri());
            var id = new ClientID(client.id());
            var verifier = new CodeVerifier();
            URI callback = URI.create(application.redirectUri());
            browser.page()
                    .navigate(new AuthenticationRequest.Builder(
                                    ResponseType.CODE, new Scope("openid", "profile"), id, callback)
                            .endpointURI(URI.create(GATEHOUSE.issuer() + "/oauth2/authorize"))
                            .state(new State())
                            .nonce(new Nonce())
                            .codeChallenge(verifier, CodeChallengeMethod.S256)
                            .build()
                            .toURI()
                            .toString());
            browser.signIn(ada);
            browser.decide("allow");
            var code = Objects.requireNonNull(AuthenticationResponseParser.parse(application.arrival())
                    .toSuccessResponse()
                    .getAuthorizationCode());
            var tokens = OIDCTokenResponse.parse(new TokenRequest.Builder(
                            URI.create(GATEHOUSE.issuer() + "/oauth2/token"),
                            new ClientSecretBasic(id, new Secret(client.secret())),
                            new AuthorizationCodeGrant(code, callback, verifier))
                    .build()
                    .toHTTPRequest()
                    .send());
            guarded.bearer(tokens.getOIDCTokens().getBearerAccessToken().getValue())
                    .get("/orders")
                    .then()
                    .statusCode(200);
            Arrival arrival = guarded.api().arrival();
            assertEquals(ada.id(), arrival.header("X-Auth-Subject"));
            assertEquals(client.id(), arrival.header("X-Auth-Client"));
        }
    }

    /** As the user, with a JWT for the API in place of the credential. */
    private void assertThrough(RequestSpecification call, String method) throws Exception {
        call.get("/orders").then().statusCode(200).body(equalTo("the API"));
        Arrival arrival = guarded.api().arrival();
        assertEquals(ada.id(), arrival.header("X-Auth-Subject"));
        assertEquals(ada.username(), arrival.header("X-Auth-Username"));
        assertEquals(method, arrival.header("X-Auth-Method"));
        assertEquals("", arrival.header("Cookie"));
        String bearer = arrival.header("Authorization");
        assertTrue(bearer.startsWith("Bearer "), bearer);
        var jwt = SignedJWT.parse(bearer.substring("Bearer ".length()));
        var keys = JWKSet.load(
                URI.create(GATEHOUSE.issuer() + "/.well-known/jwks.json").toURL());
        assertEquals(JWSAlgorithm.ES256, jwt.getHeader().getAlgorithm());
        assertTrue(jwt.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())));
        assertEquals(ada.id(), jwt.getJWTClaimsSet().getSubject());
    }

    private static String forItself(OAuthClient client, String scope) {
        Response granted = given().spec(GATEHOUSE.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
        granted.then().statusCode(200);
        return granted.path("access_token");
    }
}
