package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Response;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.backing.Ports;
import dev.gatehouse.suite.setup.Apache;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.NodeClient;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Client libraries that are in use, given no more than the issuer and their registration. */
class RealClientsTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    /** Of a server in Node, with a secret: sign-in, refresh, userinfo, introspection and revocation. */
    @Test
    void openidClient() throws Exception {
        try (var application = new ClientApplication()) {
            JsonNode found = run("openid-client", application, gatehouse.confidentialClient(application.redirectUri()));
            assertEquals(alice.id(), found.path("sub").asText());
            assertEquals(alice.email(), found.path("email").asText());
            assertTrue(found.path("rotated").asBoolean());
            assertTrue(found.path("active").asBoolean());
            assertFalse(found.path("activeOnceRevoked").asBoolean());
        }
    }

    /** Of a public client: sign-in, refresh and userinfo. */
    @Test
    void oauth4webapi() throws Exception {
        try (var application = new ClientApplication()) {
            JsonNode found = run("oauth4webapi", application, gatehouse.publicClient(application.redirectUri()));
            assertEquals(alice.id(), found.path("sub").asText());
            assertEquals(alice.username(), found.path("username").asText());
            assertTrue(found.path("rotated").asBoolean());
        }
    }

    /**
     * FAPI 2.0 Security Profile: a pushed request, a signed assertion, and tokens that are bound to a key. The redirect URI is of
     * a host that is not there: where the browser is led is enough.
     */
    @Test
    void openidClientByFapi() throws Exception {
        String bank = "https://bank.example/callback";
        ECKey key =
                new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).generate();
        OAuthClient registered = gatehouse.fapiClient(bank, key.toPublicJWK().toJSONObject());
        var client = new OAuthClient(registered.id(), key.toJSONString(), bank);
        try (var node = NodeClient.start("openid-client-fapi", client);
                var browser = Chromium.open()) {
            browser.page().navigate(node.opens());
            browser.signIn(alice);
            var led = browser.page()
                    .waitForRequest(request -> request.url().startsWith(bank), () -> browser.decide("allow"));
            JsonNode found = node.found(led.url());
            assertEquals(alice.id(), found.path("sub").asText());
            assertEquals(alice.username(), found.path("username").asText());
            assertEquals("dpop", found.path("type").asText());
            assertEquals("refused", found.path("bare").asText());
            assertFalse(found.path("rotated").asBoolean());
        }
    }

    /** Apache's mod_auth_openidc: a page behind it is seen signed in, and its tokens are refreshed. */
    @Test
    void apachesModule() throws Exception {
        Apache.assumeInstalled();
        int port = Ports.free();
        OAuthClient client = gatehouse.confidentialClient(Apache.redirectUri(port));
        try (var apache = Apache.start(port, client);
                var browser = Chromium.open()) {
            browser.page().navigate(apache.page());
            browser.signIn(alice);
            browser.decide("allow");
            browser.page().waitForURL(apache.page());
            Response seen = browser.page().navigate(apache.page());
            assertEquals(200, seen.status());
            assertEquals(alice.id(), seen.headerValue("x-user"));
            assertEquals(alice.email(), seen.headerValue("x-email"));
            String token = Objects.requireNonNull(seen.headerValue("x-access-token"));
            Response refreshed = browser.page().navigate(apache.refresh(token));
            assertEquals(apache.page(), refreshed.url());
            assertEquals(alice.id(), refreshed.headerValue("x-user"));
            assertNotEquals(token, refreshed.headerValue("x-access-token"));
        }
    }

    private JsonNode run(String program, ClientApplication application, OAuthClient client) throws Exception {
        try (var node = NodeClient.start(program, client);
                var browser = Chromium.open()) {
            browser.page().navigate(node.opens());
            browser.signIn(alice);
            browser.decide("allow");
            return node.found(application.arrival().toString());
        }
    }
}
