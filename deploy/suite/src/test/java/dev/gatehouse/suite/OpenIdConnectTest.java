package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** OpenID Connect, as a client library that knows nothing of Gatehouse takes it: all it is given is the issuer. */
class OpenIdConnectTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @Test
    void aThirdPartyLibraryCompletesACodeFlow() throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
        try (var application = new ClientApplication();
                var browser = Chromium.open()) {
            OAuthClient registered = gatehouse.confidentialClient(application.redirectUri());
            var clientId = new ClientID(registered.id());
            var verifier = new CodeVerifier();
            var state = new State();
            var nonce = new Nonce();
            URI ask = new AuthenticationRequest.Builder(
                            ResponseType.CODE,
                            new Scope("openid", "profile", "email", "offline_access"),
                            clientId,
                            URI.create(application.redirectUri()))
                    .endpointURI(provider.getAuthorizationEndpointURI())
                    .state(state)
                    .nonce(nonce)
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .build()
                    .toURI();
            browser.page().navigate(ask.toString());
            browser.signIn(alice);
            browser.decide("allow");

            var answer = AuthenticationResponseParser.parse(application.arrival());
            assertTrue(
                    answer.indicatesSuccess(),
                    () -> String.valueOf(answer.toErrorResponse().getErrorObject()));
            AuthenticationSuccessResponse success = answer.toSuccessResponse();
            assertEquals(state, success.getState());
            assertEquals(new Issuer(gatehouse.issuer()), success.getIssuer());

            AuthorizationCode code = Objects.requireNonNull(success.getAuthorizationCode());
            var grant = new AuthorizationCodeGrant(code, URI.create(application.redirectUri()), verifier);
            OIDCTokenResponse tokens = exchange(provider, registered, grant);
            var idToken = new IDTokenValidator(
                            provider.getIssuer(),
                            clientId,
                            com.nimbusds.jose.JWSAlgorithm.RS256,
                            provider.getJWKSetURI().toURL())
                    .validate(tokens.getOIDCTokens().getIDToken(), nonce);
            assertEquals(alice.id(), idToken.getSubject().getValue());

            BearerAccessToken access = tokens.getOIDCTokens().getBearerAccessToken();
            var userInfo = UserInfoResponse.parse(new UserInfoRequest(provider.getUserInfoEndpointURI(), access)
                    .toHTTPRequest()
                    .send());
            assertTrue(userInfo.indicatesSuccess());
            var claims = userInfo.toSuccessResponse().getUserInfo();
            assertEquals(alice.id(), claims.getSubject().getValue());
            assertEquals(alice.username(), claims.getPreferredUsername());
            assertEquals(alice.email(), claims.getEmailAddress());

            var refreshToken = tokens.getOIDCTokens().getRefreshToken();
            assertNotNull(refreshToken);
            OIDCTokenResponse refreshed = exchange(provider, registered, new RefreshTokenGrant(refreshToken));
            assertEquals(
                    200,
                    gatehouse
                            .bearer(refreshed
                                    .getOIDCTokens()
                                    .getBearerAccessToken()
                                    .getValue())
                            .get("/verify")
                            .statusCode());
        }
    }

    private static OIDCTokenResponse exchange(
            OIDCProviderMetadata provider, OAuthClient client, AuthorizationGrant grant) throws Exception {
        var authentication = new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret()));
        var answer = OIDCTokenResponseParser.parse(
                new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication, grant)
                        .build()
                        .toHTTPRequest()
                        .send());
        assertTrue(
                answer.indicatesSuccess(),
                () -> String.valueOf(
                        answer.indicatesSuccess()
                                ? ""
                                : answer.toErrorResponse().toJSONObject()));
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    @Test
    void bothDiscoveryDocumentsNameTheIssuerAndEveryEndpointAnswers() {
        for (String document : new String[] {"openid-configuration", "oauth-authorization-server"}) {
            var metadata = given().spec(gatehouse.origin()).get("/.well-known/" + document);
            metadata.then().statusCode(200).body("issuer", equalTo(gatehouse.issuer()));
            metadata.jsonPath().<String, Object>getMap("$").forEach((name, value) -> {
                if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                    int status = given().spec(gatehouse.origin())
                            .get(String.valueOf(value))
                            .statusCode();
                    assertTrue(status != 404 && status < 500, name + " answers " + status);
                }
            });
        }
    }

    @Test
    void userInfoNeedsTheOpenIdScope() {
        given().spec(gatehouse.origin()).get("/oauth2/userinfo").then().statusCode(401);
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        gatehouse
                .bearer(token)
                .get("/oauth2/userinfo")
                .then()
                .statusCode(200)
                .body("sub", equalTo(alice.id()))
                .body("preferred_username", equalTo(alice.username()));
    }
}
