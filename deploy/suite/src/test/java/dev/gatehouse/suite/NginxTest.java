package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
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
import dev.gatehouse.suite.setup.EchoingApi;
import dev.gatehouse.suite.setup.EchoingApi.Arrival;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Nginx;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/examples/nginx, on a real nginx: what gets through to the API, and as whom. */
class NginxTest {
    private static final Gatehouse GATEHOUSE = Gatehouse.running();
    private static final EchoingApi API = new EchoingApi();
    private static @Nullable Nginx nginx;
    private final Person ada = GATEHOUSE.register();

    @BeforeAll
    static void start() throws Exception {
        nginx = Nginx.start(GATEHOUSE.port("token"), API.port());
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        API.close();
    }

    @Test
    void byPassword() throws Exception {
        assertThrough(call().header("Authorization", Gatehouse.basic(ada.username(), ada.password())), "basic");
    }

    @Test
    void byCookie() throws Exception {
        assertThrough(
                call().cookie(Gatehouse.COOKIE, GATEHOUSE.signInForCookie(ada).cookie(Gatehouse.COOKIE)), "session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void byToken(String form) throws Exception {
        assertThrough(bearer(GATEHOUSE.signInForTokens(ada, form).path("access_token")), form);
    }

    @Test
    void byApiKey() throws Exception {
        Response made = GATEHOUSE
                .bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "nginx", "scope", "profile"))
                .post("/tokens/keys");
        made.then().statusCode(201);
        assertThrough(bearer(made.path("secret")), "api_key");
    }

    @Test
    void anApplicationForItself() {
        OAuthClient client = GATEHOUSE.confidentialClient("https://api.example/callback");
        String token = forItself(client, "notes:read");
        bearer(token).get("/notes/1").then().statusCode(200);
        Arrival arrival = API.arrival();
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
            bearer(tokens.getOIDCTokens().getBearerAccessToken().getValue())
                    .get("/orders")
                    .then()
                    .statusCode(200);
            Arrival arrival = API.arrival();
            assertEquals(ada.id(), arrival.header("X-Auth-Subject"));
            assertEquals(client.id(), arrival.header("X-Auth-Client"));
        }
    }

    @Test
    void whoSendsNothingIsChallengedForEachScheme() {
        Response answer = call().get("/orders");
        answer.then().statusCode(401).contentType("application/problem+json").header("Cache-Control", "no-store");
        assertThat(challenges(answer), containsString("Bearer realm="));
        assertThat(challenges(answer), containsString("Basic realm="));
        assertTrue(API.untouched());
    }

    @Test
    void aMissingScopeIsNamed() {
        bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .get("/notes/1")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("insufficient_scope"))
                .header("WWW-Authenticate", containsString("scope=\"notes:read\""));
        assertTrue(API.untouched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void anUnsafeMethodByCookieNeedsTheCsrfToken(String method) {
        Response session = GATEHOUSE.signInForCookie(ada);
        String cookie = session.cookie(Gatehouse.COOKIE);
        String csrf = session.path("csrf_token");
        call().cookie(Gatehouse.COOKIE, cookie)
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        call().cookie(Gatehouse.COOKIE, cookie)
                .header("X-CSRF-Token", csrf)
                .header("Origin", "https://evil.example")
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403);
        // The method is the one of the call, whatever the caller says that it be.
        call().cookie(Gatehouse.COOKIE, cookie)
                .header("X-Forwarded-Method", "GET")
                .header("X-Original-Method", "GET")
                .header("X_Forwarded_Method", "GET")
                .body("x")
                .request(method, "/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        assertTrue(API.untouched());
        call().cookie(Gatehouse.COOKIE, cookie)
                .header("X-CSRF-Token", csrf)
                .body("a body")
                .request(method, "/orders?page=2")
                .then()
                .statusCode(200);
        Arrival arrival = API.arrival();
        assertEquals(method, arrival.method());
        assertEquals("/orders?page=2", arrival.path());
        assertEquals("a body", arrival.body());
    }

    @Test
    void whatTheCallerSaysOfItselfReachesNobody() {
        var smuggling = Map.of(
                "X-Auth-Subject", "someone",
                "X-Auth-Username", "someone",
                "X-Auth-Client", "someone",
                "X-Auth-Scope", "gatehouse:admin",
                "X-Auth-Method", "basic",
                "X-Auth-Session", "someone",
                "X-Auth-Audience", "https://elsewhere.example",
                "X-Auth-Time", "1",
                "X-Forwarded-Method", "TRACE",
                "X-Forwarded-Uri", "/elsewhere");
        call().headers(smuggling).get("/orders").then().statusCode(401);
        assertTrue(API.untouched());
        bearer(GATEHOUSE.signInForTokens(ada, "jwt").path("access_token"))
                .headers(smuggling)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("Forwarded", "for=203.0.113.9")
                .header("X_Auth_Subject", "someone")
                .get("/orders")
                .then()
                .statusCode(200);
        Arrival arrival = API.arrival();
        assertEquals(ada.id(), arrival.header("X-Auth-Subject"));
        assertEquals(ada.username(), arrival.header("X-Auth-Username"));
        assertEquals("jwt", arrival.header("X-Auth-Method"));
        // A first-party token has neither, and no sent one takes the place.
        assertEquals("", arrival.header("X-Auth-Client"));
        assertEquals("", arrival.header("X-Auth-Session"));
        assertEquals("127.0.0.1", arrival.header("X-Forwarded-For"));
        assertEquals("127.0.0.1", arrival.header("X-Forwarded-Host"));
        for (String gone : List.of(
                "X-Forwarded-Method",
                "X-Forwarded-Uri",
                "X-Forwarded-Prefix",
                "X-HTTP-Method-Override",
                "Forwarded",
                "X_Auth_Subject")) {
            assertEquals("", arrival.header(gone), gone);
        }
    }

    /** Gatehouse believes nginx of this header, where it is told to. */
    @Test
    void aCertificateThatTheCallerNamesReachesNobody() throws Exception {
        try (var asked = new EchoingApi();
                var before = Nginx.start(asked.port(), API.port())) {
            given().baseUri(before.origin().toString())
                    .header("Client-Cert", ":AAAA:")
                    .get("/orders")
                    .then()
                    .statusCode(200);
            Arrival question = asked.arrival();
            assertEquals("/verify", question.path());
            assertEquals("", question.header("Client-Cert"));
            assertEquals("", API.arrival().header("Client-Cert"));
        }
    }

    @Test
    void twoCredentialsAreRefused() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        call().header("Authorization", "Bearer " + token, Gatehouse.basic(ada.username(), ada.password()))
                .get("/orders")
                .then()
                .statusCode(400);
        assertTrue(API.untouched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "jwt"})
    void aRevokedTokenIsRefusedAtOnce(String form) {
        String token = GATEHOUSE.signInForTokens(ada, form).path("access_token");
        bearer(token).get("/orders").then().statusCode(200);
        API.arrival();
        GATEHOUSE.bearer(token).delete("/tokens/current").then().statusCode(204);
        Response answer = bearer(token).get("/orders");
        assertEquals(401, answer.statusCode());
        assertThat(challenges(answer), containsString("error=\"invalid_token\""));
        assertTrue(API.untouched());
    }

    @Test
    void theQuestionCannotBeAskedFromOutside() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        bearer(token).get("/_gatehouse/verify").then().statusCode(404);
        bearer(token).get("/_gatehouse/verify/notes").then().statusCode(404);
    }

    @Test
    void aGatehouseThatIsAwayLetsNobodyIn() throws Exception {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        int nobody;
        try (var probe = new ServerSocket(0)) {
            nobody = probe.getLocalPort();
        }
        try (var alone = Nginx.start(nobody, API.port())) {
            given().baseUri(alone.origin().toString())
                    .header("Authorization", "Bearer " + token)
                    .get("/orders")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json");
        }
        assertTrue(API.untouched());
    }

    @Test
    void withoutRedisCallersAreAskedToComeBack() {
        String token = GATEHOUSE.signInForTokens(ada, "jwt").path("access_token");
        GATEHOUSE.suite().backing().redis().stop();
        try {
            bearer(token).get("/orders").then().statusCode(503).header("Retry-After", notNullValue());
            assertTrue(API.untouched());
        } finally {
            GATEHOUSE.suite().backing().redis().start();
        }
        Until.holds("tokens count again", () -> bearer(token).get("/orders").statusCode() == 200);
        API.arrival();
    }

    /** As the user, with a JWT for the API in place of the credential. */
    private void assertThrough(RequestSpecification call, String method) throws Exception {
        call.get("/orders").then().statusCode(200).body(equalTo("the API"));
        Arrival arrival = API.arrival();
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

    /** Of one header or several: both are one list (RFC 9110, section 5.3). */
    private static String challenges(Response answer) {
        return String.join(", ", answer.headers().getValues("WWW-Authenticate"));
    }

    private static RequestSpecification call() {
        return given().baseUri(Objects.requireNonNull(nginx).origin().toString());
    }

    private static RequestSpecification bearer(String token) {
        return call().header("Authorization", "Bearer " + token);
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
