package dev.gatehouse.suite;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationErrorResponse;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A library registers a client by what discovery says, signs a user in with it, and manages it. */
class SelfRegistrationTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @Test
    void aClientRegistersSignsInChangesAndGoes() throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
        try (var application = new ClientApplication();
                var browser = Chromium.open()) {
            OIDCClientInformation client = registered(provider, application, initialToken());
            OIDCTokenResponse tokens = signIn(provider, browser, application, client);
            assertEquals(
                    alice.id(),
                    tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getSubject());
            String access = tokens.getOIDCTokens().getAccessToken().getValue();
            gatehouse
                    .bearer(access)
                    .get("/oauth2/userinfo")
                    .then()
                    .statusCode(200)
                    .body("sub", equalTo(alice.id()));

            URI own = client.getRegistrationURI();
            BearerAccessToken key = client.getRegistrationAccessToken();
            OIDCClientInformation read = known(new ClientReadRequest(own, key).toHTTPRequest());
            assertEquals(client.getID(), read.getID());
            assertEquals("Self-made", read.getOIDCMetadata().getName());
            assertNull(read.getSecret());

            OIDCClientMetadata other = metadata(application);
            other.setName("Renamed");
            OIDCClientInformation changed = known(
                    new OIDCClientUpdateRequest(own, client.getID(), key, other, client.getSecret()).toHTTPRequest());
            assertEquals("Renamed", changed.getOIDCMetadata().getName());
            assertEquals(key, changed.getRegistrationAccessToken());
            gatehouse.bearer(access).get("/oauth2/userinfo").then().statusCode(200);

            assertEquals(
                    204,
                    new ClientDeleteRequest(own, key).toHTTPRequest().send().getStatusCode());
            gatehouse.bearer(access).get("/oauth2/userinfo").then().statusCode(401);
            assertEquals(
                    401, new ClientReadRequest(own, key).toHTTPRequest().send().getStatusCode());
        }
    }

    @Test
    void theLibraryUnderstandsWhyNot() throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
        try (var application = new ClientApplication()) {
            OIDCClientMetadata asked = metadata(application);
            asked.setRedirectionURI(URI.create("http://app.example/cb"));
            assertEquals(RegistrationError.INVALID_REDIRECT_URI.getCode(), refusal(provider, asked, null));
            asked = metadata(application);
            asked.setSectorIDURI(URI.create("https://127.0.0.1:1/sector"));
            assertEquals(RegistrationError.INVALID_CLIENT_METADATA.getCode(), refusal(provider, asked, null));
            assertEquals("invalid_token", refusal(provider, metadata(application), new BearerAccessToken("x")));
        }
    }

    private BearerAccessToken initialToken() {
        String token = gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "For the library", "scope", "openid profile offline_access"))
                .post("/clients/registration-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        return new BearerAccessToken(token);
    }

    private static OIDCClientMetadata metadata(ClientApplication application) throws LangTagException {
        var metadata = new OIDCClientMetadata();
        metadata.setRedirectionURI(URI.create(application.redirectUri()));
        metadata.setName("Self-made");
        metadata.setName("Selbstgemacht", LangTag.parse("de"));
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setResponseTypes(Set.of(ResponseType.CODE));
        metadata.setScope(new Scope("openid", "profile"));
        return metadata;
    }

    private static OIDCClientInformation registered(
            OIDCProviderMetadata provider, ClientApplication application, BearerAccessToken token) throws Exception {
        var asked =
                new OIDCClientRegistrationRequest(provider.getRegistrationEndpointURI(), metadata(application), token);
        OIDCClientInformation client = known(asked.toHTTPRequest());
        assertEquals("Selbstgemacht", client.getOIDCMetadata().getName(LangTag.parse("de")));
        assertFalse(client.getSecret().expired());
        return client;
    }

    private static OIDCClientInformation known(HTTPRequest request) throws Exception {
        ClientRegistrationResponse answer = OIDCClientRegistrationResponseParser.parse(request.send());
        return assertInstanceOf(OIDCClientInformationResponse.class, answer).getOIDCClientInformation();
    }

    private static String refusal(
            OIDCProviderMetadata provider, OIDCClientMetadata asked, @Nullable BearerAccessToken token)
            throws Exception {
        var request = new OIDCClientRegistrationRequest(provider.getRegistrationEndpointURI(), asked, token);
        var answer = OIDCClientRegistrationResponseParser.parse(
                request.toHTTPRequest().send());
        return assertInstanceOf(ClientRegistrationErrorResponse.class, answer)
                .getErrorObject()
                .getCode();
    }

    private OIDCTokenResponse signIn(
            OIDCProviderMetadata provider,
            Chromium browser,
            ClientApplication application,
            OIDCClientInformation client)
            throws Exception {
        var verifier = new CodeVerifier();
        URI redirect = URI.create(application.redirectUri());
        URI asked = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), client.getID(), redirect)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(new State())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        browser.page().navigate(asked.toString());
        browser.signIn(alice);
        browser.decide("allow");
        var code = AuthenticationResponseParser.parse(application.arrival())
                .toSuccessResponse()
                .getAuthorizationCode();
        var answer = OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        provider.getTokenEndpointURI(),
                        new ClientSecretBasic(client.getID(), client.getSecret()),
                        new AuthorizationCodeGrant(code, redirect, verifier))
                .build()
                .toHTTPRequest()
                .send());
        assertTrue(answer.indicatesSuccess());
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }
}
