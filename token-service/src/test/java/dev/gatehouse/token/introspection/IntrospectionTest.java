package dev.gatehouse.token.introspection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.apikey.ApiKey;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IntrospectionTest {
    private final String client = "app-" + UUID.randomUUID();
    private final Introspection introspection;
    private final ClientRevocation revocation;
    private final Minter minter;

    @Inject
    IntrospectionTest(Introspection introspection, ClientRevocation revocation, Minter minter) {
        this.introspection = introspection;
        this.revocation = revocation;
        this.minter = minter;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysWhatATokenSays(Format format) {
        Map<String, Object> found = look(mint(format).accessToken());
        assertEquals(
                Set.of(
                        "active",
                        "scope",
                        "client_id",
                        "username",
                        "token_type",
                        "exp",
                        "iat",
                        "sub",
                        "aud",
                        "iss",
                        "jti",
                        "sid"),
                found.keySet());
        assertEquals(true, found.get("active"));
        assertEquals("profile email", found.get("scope"));
        assertEquals(client, found.get("client_id"));
        assertEquals("ada", found.get("username"));
        assertEquals("Bearer", found.get("token_type"));
        assertEquals("s1", found.get("sid"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysForWhomAndByWhomATokenIs(Format format) {
        var terms = new Terms(
                List.of("https://a.example", "https://b.example"),
                null,
                null,
                Map.of("tenant", "t1"),
                new Confirmation("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", null),
                new Actor("helper", "helper", null));
        Map<String, Object> found = look(mint(format, terms).accessToken());
        assertEquals(true, found.get("active"));
        assertEquals(List.of("https://a.example", "https://b.example"), found.get("aud"));
        assertEquals("t1", found.get("tenant"));
        assertEquals("DPoP", found.get("token_type"));
        assertEquals(terms.confirmation(), found.get("cnf"));
        assertEquals(terms.actor(), found.get("act"));
    }

    @Test
    void anApiKeySaysWhoseItIsAndWhatItMayDo() {
        Instant made = Instant.ofEpochSecond(1_700_000_000);
        var user = UUID.randomUUID();
        var key = new ApiKey(new UUID(0, 7), user, "ada", Scope.of("profile"), made.plusSeconds(60), made);
        assertEquals(
                Map.of(
                        "active", true,
                        "scope", "profile",
                        "username", "ada",
                        "token_type", "Bearer",
                        "exp", 1_700_000_060L,
                        "iat", 1_700_000_000L,
                        "sub", user.toString(),
                        "iss", "https://login.example",
                        "jti", "00000000-0000-0000-0000-000000000007"),
                Introspection.active(key, "https://login.example"));
        String unknown = Secrets.generate(SecretKind.API_KEY);
        for (Scope scope : new Scope[] {Scope.NONE, Scope.of(Scope.INTROSPECT)}) {
            assertEquals(Map.of("active", false), look(unknown, new Client("api", true, scope, List.of())));
        }
    }

    @Test
    void ofAnythingElseOnlyThatItIsNotActive() {
        for (String token : new String[] {"x", "gha_x", "a.b.c", refreshToken(mint(Format.jwt))}) {
            assertEquals(Map.of("active", false), look(token));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTokenIsTheBusinessOfItsClientAndOfWhoeverMayIntrospect(Format format) {
        String token = mint(format).accessToken();
        assertEquals(true, look(token).get("active"));
        assertEquals(Map.of("active", false), look(token, new Client("another", true, Scope.of("profile"), List.of())));
        assertEquals(
                true,
                look(token, new Client("another", true, Scope.of(Scope.INTROSPECT), List.of()))
                        .get("active"));
        var audience = new Terms(List.of("https://api.example"), null, null, null, null, null);
        String theirs = mint(format, audience).accessToken();
        assertEquals(
                true,
                look(theirs, new Client("https://api.example", true, Scope.NONE, List.of()))
                        .get("active"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTokenForAResourceIsTheBusinessOfTheClientThatIsRegisteredForIt(Format format) {
        var both = new Terms(List.of("https://a.example", "https://b.example"), null, null, null, null, null);
        String token = mint(format, both).accessToken();
        assertEquals(
                true,
                look(token, api("https://other.example", "https://b.example")).get("active"));
        assertEquals(Map.of("active", false), look(token, api("https://other.example")));
        // What is for no resource in particular is not for whoever names the issuer one.
        assertEquals(Map.of("active", false), look(mint(format).accessToken(), api("http://localhost:8080")));
    }

    private static Client api(String... resources) {
        return new Client("api", true, Scope.NONE, List.of(resources));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke"})
    void twoAuthorizationHeadersAreTooMany(String path) {
        given().formParam("token", "x")
                .header("Authorization", "Basic YTpi")
                .header("Authorization", "Basic YTpi")
                .post(path)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aFirstPartyTokenIsNoClientsWhateverItIsCalled(Format format) {
        String token = minter.mint(new Mint(
                        UUID.randomUUID().toString(),
                        "ada",
                        null,
                        Scope.of("a"),
                        null,
                        null,
                        null,
                        format,
                        false,
                        null))
                .await()
                .indefinitely()
                .accessToken();
        Client itself = caller("gatehouse");
        assertEquals(Map.of("active", false), look(token, itself));
        revocation.revoke(token, itself);
        Map<String, Object> found = look(token, new Client("api", true, Scope.of(Scope.INTROSPECT), List.of()));
        assertEquals(true, found.get("active"));
        assertEquals("gatehouse", found.get("client_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke"})
    void errorsAreThoseOfOAuth(String path) {
        given().formParam("token", "x")
                .post(path)
                .then()
                .statusCode(401)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"")
                .body("error", equalTo("invalid_client"));
        given().formParam("token", "x")
                .header("Authorization", "Basic !")
                .post(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"gatehouse\", charset=\"UTF-8\"");
        given().formParam("client_id", "a").post(path).then().statusCode(400).body("error", equalTo("invalid_request"));
        given().contentType("application/json")
                .body("{\"token\": \"x\"}")
                .post(path)
                .then()
                .statusCode(415)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_request"));
        given().formParam("client_id", "a")
                .formParam("token", "x")
                .post(path)
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("error", equalTo("temporarily_unavailable"));
    }

    @Test
    void aClientLearnsOfItsUserOnlyWhoTheyAreToIt() {
        List<Map<String, Object>> details = List.of(Map.of("type", "payment"));
        var beside = new Beside(null, null, null, null, "pairwise", null, null, null);
        Minted minted = mint(Format.jwt, new Terms(null, null, null, null, null, null, beside, null, details, null));
        Map<String, Object> own = look(minted.accessToken());
        assertEquals("pairwise", own.get("sub"));
        assertFalse(own.containsKey("username"));
        assertEquals(details, own.get("authorization_details"));
        Map<String, Object> apis =
                look(minted.accessToken(), new Client("api", true, Scope.of(Scope.INTROSPECT), List.of()));
        assertEquals("ada", apis.get("username"));
        assertNotEquals("pairwise", apis.get("sub"));
    }

    private static Client caller(String id) {
        return new Client(id, true, Scope.NONE, List.of());
    }

    private Map<String, Object> look(String token) {
        return look(token, caller(client));
    }

    private Map<String, Object> look(String token, Client caller) {
        return introspection.of(token, caller).await().indefinitely();
    }

    private static String refreshToken(Minted minted) {
        return Objects.requireNonNull(minted.refreshToken());
    }

    private Minted mint(Format format) {
        return mint(format, Terms.NONE);
    }

    private Minted mint(Format format, Terms terms) {
        return minter.mint(new Mint(
                                UUID.randomUUID().toString(),
                                "ada",
                                client,
                                Scope.of("profile", "email"),
                                "s1",
                                null,
                                null,
                                format,
                                true,
                                null)
                        .on(terms))
                .await()
                .indefinitely();
    }
}
