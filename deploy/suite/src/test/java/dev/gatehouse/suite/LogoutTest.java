package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
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
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.ToldApplication;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications sign their users out, and are told when that is done elsewhere; a library reads what they are told. */
class LogoutTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final ToldApplication application = new ToldApplication();
    private final OAuthClient client = gatehouse.clientThatIsTold(application);
    private OIDCProviderMetadata provider = new OIDCProviderMetadata(
            new Issuer(gatehouse.issuer()),
            java.util.List.of(com.nimbusds.openid.connect.sdk.SubjectType.PUBLIC),
            URI.create(gatehouse.issuer()));

    @BeforeEach
    void readTheMetadata() throws Exception {
        provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
    }

    @AfterEach
    void stopTheApplication() {
        application.close();
    }

    @Test
    void anApplicationSignsItsUserOutOfAllThatWasSignedInTo() throws Exception {
        assertTrue(provider.supportsBackChannelLogout() && provider.supportsBackChannelLogoutSession());
        assertTrue(provider.supportsFrontChannelLogout() && provider.supportsFrontChannelLogoutSession());
        try (var browser = Chromium.open()) {
            OIDCTokenResponse tokens = signIn(browser);
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            var state = new State();
            browser.page()
                    .navigate(new LogoutRequest(
                                    provider.getEndSessionEndpointURI(),
                                    idToken,
                                    URI.create(application.uri("/bye")),
                                    state)
                            .toURI()
                            .toString());
            assertEquals(
                    "/bye?state=" + state.getValue(), application.farewell().toString());
            String sid = idToken.getJWTClaimsSet().getStringClaim("sid");
            String frame = application.frame().getRawQuery();
            assertTrue(frame.endsWith("&sid=" + sid), frame);
            LogoutTokenClaimsSet told = told();
            assertEquals(sid, told.getSessionID().getValue());
            assertEquals(alice.id(), told.getSubject().getValue());
            gatehouse
                    .bearer(tokens.getOIDCTokens().getBearerAccessToken().getValue())
                    .get("/verify")
                    .then()
                    .statusCode(401);
            // The application has heard of its goodbye before the browser has arrived there.
            browser.arrivesAt(application.uri("/bye"));
            browser.page().navigate(ask(new CodeVerifier(), "none"));
            assertTrue(application.arrival().getQuery().contains("error=login_required"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnIdTokenTheUserIsAsked(Language language) throws Exception {
        try (var browser = Chromium.open(language)) {
            signIn(browser);
            var glance = new Glance(browser.page(), language);
            browser.page()
                    .navigate(provider.getEndSessionEndpointURI() + "?client_id=" + client.id()
                            + "&post_logout_redirect_uri=" + application.uri("/bye") + "x");
            glance.at("application-signs-out-refused");
            browser.page().navigate(provider.getEndSessionEndpointURI() + "?client_id=" + client.id());
            glance.at("application-signs-out");
            browser.page().click("main form button");
            browser.page().waitForSelector("iframe", attached());
            glance.at("application-signed-out");
            assertNotEquals("", application.frame().getRawQuery());
            assertEquals(alice.id(), told().getSubject().getValue());
        }
    }

    @Test
    void whoIsSignedOutElsewhereIsSignedOutOfTheApplicationEvenIfThatWasAway() throws Exception {
        application.answersBy(503);
        try (var browser = Chromium.open()) {
            signIn(browser);
            browser.page().navigate(gatehouse.issuer() + "/logout");
            browser.page().click("main form button");
            browser.page().waitForSelector("iframe", attached());
        }
        LogoutTokenClaimsSet first = told();
        application.answersBy(200);
        LogoutTokenClaimsSet second = told();
        assertEquals(first.getSessionID(), second.getSessionID());
        assertEquals(alice.id(), second.getSubject().getValue());
    }

    /** It comes from another site, so without the cookie. */
    @Test
    void aFormOfTheApplicationIsAsGoodThoughItIsTooLongForAnAddress() throws Exception {
        try (var browser = Chromium.open()) {
            JWT idToken = signIn(browser).getOIDCTokens().getIDToken();
            browser.page()
                    .evaluate(
                            """
                            asked => {
                                const form = document.createElement('form');
                                form.method = 'post';
                                form.action = asked.endpoint;
                                form.acceptCharset = 'utf-8';
                                for (const [name, value] of Object.entries(asked.fields)) {
                                    form.append(Object.assign(document.createElement('input'), {name, value}));
                                }
                                document.body.append(form);
                                form.submit();
                            }\
                            """,
                            Map.of(
                                    "endpoint",
                                    provider.getEndSessionEndpointURI().toString(),
                                    "fields",
                                    Map.of(
                                            "id_token_hint",
                                            idToken.serialize(),
                                            "post_logout_redirect_uri",
                                            application.uri("/bye"),
                                            "state",
                                            "\u00e4".repeat(1000))));
            assertEquals(
                    "/bye?state=" + "%C3%A4".repeat(1000),
                    application.farewell().toString());
            assertEquals(
                    idToken.getJWTClaimsSet().getStringClaim("sid"),
                    told().getSessionID().getValue());
        }
    }

    private LogoutTokenClaimsSet told() throws Exception {
        return new LogoutTokenValidator(
                        provider.getIssuer(),
                        new ClientID(client.id()),
                        JWSAlgorithm.RS256,
                        provider.getJWKSetURI().toURL())
                .validate(application.logoutToken());
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private String ask(CodeVerifier verifier, @Nullable String prompt) {
        var builder = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile"),
                        new ClientID(client.id()),
                        URI.create(client.redirectUri()))
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(new State())
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        URI asked = builder.build().toURI();
        return prompt == null ? asked.toString() : asked + "&prompt=" + prompt;
    }

    private OIDCTokenResponse signIn(Chromium browser) throws Exception {
        var verifier = new CodeVerifier();
        browser.page().navigate(ask(verifier, null));
        browser.signIn(alice);
        browser.decide("allow");
        browser.arrivesAt(client.redirectUri());
        var code = AuthenticationResponseParser.parse(application.arrival())
                .toSuccessResponse()
                .getAuthorizationCode();
        var grant = new AuthorizationCodeGrant(code, URI.create(client.redirectUri()), verifier);
        var answer = OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        provider.getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret())),
                        grant)
                .build()
                .toHTTPRequest()
                .send());
        assertTrue(answer.indicatesSuccess());
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }
}
