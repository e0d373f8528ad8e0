package dev.gatehouse.oauth.connect;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.oauth.provider.AppleKey;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Signing in with providers that are not like the others. */
@QuarkusTest
@TestProfile(ConnectPeers.Present.class)
class PresetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As long as those of GitHub are. */
    private static final String SECRET = "s".repeat(40);

    private final ProviderStore providers;
    private final String peers;
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    PresetsTest(ProviderStore providers, @ConfigProperty(name = "test.connect-peers") String peers) {
        this.providers = providers;
        this.peers = peers;
    }

    /** What identity-service was told last of a user of this provider; missing where it was told of none. */
    private JsonNode told() throws IOException {
        return told(name);
    }

    private JsonNode told(String provider) throws IOException {
        String all = given().baseUri(peers)
                .port(URI.create(peers).getPort())
                .get("/seen/identities")
                .asString();
        JsonNode last = MissingNode.getInstance();
        for (JsonNode each : JSON.readTree(all)) {
            last = each.path("provider").asText().equals(provider) ? each : last;
        }
        return last;
    }

    private void register(String... members) {
        var all = new HashMap<String, @Nullable Object>(Map.of("name", name, "client_id", "gatehouse"));
        for (int i = 0; i < members.length; i += 2) {
            all.put(members[i], members[i + 1]);
        }
        assertTrue(providers.insert(Registrations.of(all)));
    }

    @Test
    void gitHubSaysByItsApiWhoTheUserIs() throws IOException {
        try (var gitHub = new TinyGitHub()) {
            register("kind", "github", "client_secret", SECRET, "base_url", gitHub.address());
            gitHub.emails("""
                [{"email": "second@example.org", "primary": false, "verified": true},
                {"email": "octo@example.org", "primary": true, "verified": true}]\
                """);
            Traveller traveller = Traveller.to(name);
            assertEquals(gitHub.address() + "/login/oauth/authorize", traveller.address());
            assertEquals("read:user user:email", traveller.asked("scope"));
            traveller.back().then().statusCode(303).header("Location", endsWith("/account"));
            assertEquals("c", gitHub.tokenRequest().get("code"));
            JsonNode user = told();
            assertEquals("4711", user.path("subject").asText());
            assertEquals("octo", user.path("preferred_username").asText());
            assertEquals("Octo Cat", user.path("name").asText());
            assertEquals("octo@example.org", user.path("email").asText());
            assertTrue(user.path("email_verified").asBoolean());
            assertEquals(
                    "https://git.example/octo.png",
                    user.path("claims").path("picture").asText());
        }
    }

    /** That of the profile nobody has confirmed. */
    @Test
    void anAddressOfGitHubsIsVerifiedWhereItSaysSo() throws IOException {
        try (var gitHub = new TinyGitHub()) {
            register("kind", "github", "client_secret", SECRET, "base_url", gitHub.address());
            gitHub.emails("[{\"email\": \"octo@example.org\", \"primary\": true, \"verified\": false}]");
            Traveller.to(name).back().then().statusCode(303);
            assertEquals("octo@example.org", told().path("email").asText());
            assertFalse(told().path("email_verified").asBoolean());
            for (String other : new String[] {"[]", "{}", "x", "[{\"email\": 1, \"primary\": true}]"}) {
                gitHub.emails(other);
                Traveller.to(name).back().then().statusCode(303);
                assertFalse(told().hasNonNull("email"), other);
                assertFalse(told().path("email_verified").asBoolean());
            }
        }
    }

    @Test
    void appleIsShownASecretOfItsKindAndAnswersByForm() throws IOException, JOSEException, ParseException {
        try (var apple = new TinyProvider()) {
            // Apple is at one place; the test's is at another.
            register("kind", "apple", "team_id", "TEAM123456", "key_id", "KEY1234567", "private_key", AppleKey.pem());
            UpstreamProvider real = providers.provider(name).orElseThrow();
            assertEquals(AppleKey.pem(), real.credentials().clientSecret());
            String at = Registrations.at(providers, real, apple.issuer()).name();
            Traveller traveller = Traveller.to(at);
            assertEquals("form_post", traveller.asked("response_mode"));
            assertEquals("openid name email", traveller.asked("scope"));
            apple.agree(traveller.asked("nonce"));
            Response led = given().redirects()
                    .follow(false)
                    .formParam("state", traveller.asked("state"))
                    .formParam("code", "c")
                    .formParam("user", "{\"name\": {\"firstName\": \"Ann\", \"lastName\": \"Example\"}}")
                    .post("/connect/" + at);
            led.then().statusCode(303).header("Location", containsString("/connect/" + at + "?"));
            String query = URI.create(led.header("Location")).getRawQuery();
            traveller.back(query).then().statusCode(303);
            SignedJWT secret = SignedJWT.parse(apple.tokenRequest().get("client_secret"));
            assertTrue(secret.verify(new ECDSAVerifier(AppleKey.verifying())));
            assertEquals("KEY1234567", secret.getHeader().getKeyID());
            assertEquals("TEAM123456", secret.getJWTClaimsSet().getIssuer());
            assertEquals("gatehouse", secret.getJWTClaimsSet().getSubject());
            assertEquals(apple.issuer(), secret.getJWTClaimsSet().getAudience().getFirst());
            assertTrue(secret.getJWTClaimsSet().getExpirationTime().toInstant().isAfter(Instant.now()));
            JsonNode user = told(at);
            assertEquals("Ann Example", user.path("name").asText());
            assertEquals("Ann", user.path("claims").path("given_name").asText());

            String first = String.valueOf(apple.tokenRequest().get("client_secret"));
            Traveller again = Traveller.to(at);
            apple.agree(again.asked("nonce"));
            again.back().then().statusCode(303);
            assertNotEquals(first, apple.tokenRequest().get("client_secret"), "is not made anew");
        }
    }

    @Test
    void noOtherProviderAnswersByForm() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            providers.insert(Registrations.openId(name, upstream.issuer()));
            Traveller traveller = Traveller.to(name);
            given().redirects()
                    .follow(false)
                    .formParam("state", traveller.asked("state"))
                    .formParam("code", "c")
                    .post("/connect/" + name)
                    .then()
                    .statusCode(400);
            assertNull(upstream.tokenRequest().get("code"));
        }
    }

    /** Its tokens say which of Microsoft's tenants they are of; what any other issuer says counts for nothing. */
    @Test
    void anIssuerThatIsNotTheProvidersIsDenied() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            providers.insert(Registrations.openId(name, upstream.issuer()));
            upstream.user(Map.of("iss", "https://evil.example"));
            Traveller.signIn(upstream, name).then().statusCode(400);
            assertTrue(told().isMissingNode());
        }
    }

    @Test
    void aMappingSaysWhichClaimIsWhich() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            var members = Registrations.members(name, upstream.issuer());
            members.put("claims", Map.of("name", "/person/display", "email_verified", "checked", "locale", "lang"));
            providers.insert(Registrations.of(members));
            upstream.user(Map.of("person", Map.of("display", "Ann Example"), "lang", "de", "name", "other"));
            Traveller.signIn(upstream, name).then().statusCode(303);
            assertEquals("Ann Example", told().path("name").asText());
            assertEquals("de", told().path("claims").path("locale").asText());
            assertFalse(told().path("email_verified").asBoolean());
        }
    }
}
