package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Television;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A library on a device asks by what discovery says, and its user lets it in from a browser. */
class DeviceTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final Television television = new Television(gatehouse);

    @Test
    void aDeviceIsLetInFromABrowser() throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
        DeviceAuthorizationSuccessResponse asked = ask(provider);
        assertEquals("authorization_pending", refusal(poll(provider, asked.getDeviceCode())));
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(asked.getVerificationURIComplete().toString());
            browser.arrivesAt(gatehouse.issuer() + "/login");
            browser.signIn(alice);
            browser.arrivesAt(gatehouse.issuer() + "/oauth2/device");
            assertEquals(asked.getUserCode().getValue(), page.inputValue("#user_code"));
            page.click("main form button");
            String shown = page.textContent("main");
            assertTrue(shown.contains("Notes on a television"), shown);
            assertTrue(shown.contains("a device of your own that is before you"), shown);
            assertTrue(shown.contains("127.0.0.1"), shown);
            assertTrue(shown.contains("see your e-mail address"), shown);
            browser.decide("allow");
            assertEquals("Your device is let in", page.textContent("h1"));
        }
        OIDCTokenResponse tokens =
                (OIDCTokenResponse) poll(provider, asked.getDeviceCode()).toSuccessResponse();
        assertEquals(
                alice.id(),
                tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getSubject());
        gatehouse
                .bearer(tokens.getOIDCTokens().getAccessToken().getValue())
                .get("/oauth2/userinfo")
                .then()
                .statusCode(200);
        assertEquals(OAuth2Error.INVALID_GRANT.getCode(), refusal(poll(provider, asked.getDeviceCode())));
    }

    @Test
    void aDeviceThatIsNotAllowedIsToldSo() throws Exception {
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(gatehouse.issuer()));
        DeviceAuthorizationSuccessResponse asked = ask(provider);
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(asked.getVerificationURI().toString());
            browser.signIn(alice);
            browser.arrivesAt(gatehouse.issuer() + "/oauth2/device");
            page.fill("#user_code", "BBBB-BBBB");
            page.click("main form button");
            assertTrue(page.textContent("[role=alert]").contains("There is no such code"));
            page.fill("#user_code", asked.getUserCode().getValue().toLowerCase(Locale.ROOT));
            page.click("main form button");
            browser.decide("deny");
            assertEquals("Nothing was allowed", page.textContent("h1"));
        }
        assertEquals("access_denied", refusal(poll(provider, asked.getDeviceCode())));
    }

    private DeviceAuthorizationSuccessResponse ask(OIDCProviderMetadata provider) throws Exception {
        HTTPResponse answer = new DeviceAuthorizationRequest(
                        provider.getDeviceAuthorizationEndpointURI(),
                        new ClientID(television.clientId()),
                        Scope.parse(Television.SCOPE))
                .toHTTPRequest()
                .send();
        return DeviceAuthorizationResponse.parse(answer).toSuccessResponse();
    }

    private TokenResponse poll(OIDCProviderMetadata provider, DeviceCode code) throws Exception {
        return OIDCTokenResponseParser.parse(new TokenRequest(
                        provider.getTokenEndpointURI(),
                        new ClientID(television.clientId()),
                        new DeviceCodeGrant(code),
                        null)
                .toHTTPRequest()
                .send());
    }

    private static String refusal(TokenResponse answer) {
        return answer.toErrorResponse().getErrorObject().getCode();
    }
}
