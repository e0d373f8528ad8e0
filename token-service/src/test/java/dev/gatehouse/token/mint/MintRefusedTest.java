package dev.gatehouse.token.mint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.peer.TokenService.Minting;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom, and on what, no token is made. */
@QuarkusTest
class MintRefusedTest {
    private static final String USER = "7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d";
    private final ServiceTokens services;
    private final Minter minter;
    private final Revocations revocations;

    @Inject
    MintRefusedTest(ServiceTokens services, Minter minter, Revocations revocations) {
        this.services = services;
        this.minter = minter;
        this.revocations = revocations;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"audience": ["orders"]}          | invalid_target
            {"claims": {"sub": "root"}}       | invalid_request
            {"algorithm": "none"}             | invalid_request
            {"confirmation": {}}              | invalid_request
            {"actor": {"client_id": "a"}}     | invalid_request
            {"lifetime": "PT0S"}              | invalid_request
            """)
    void noTokenIsGivenOnTermsThatAreNone(String terms, String error) {
        JsonPath answer = mint("""
                {"subject": "app", "client_id": "app", "scope": "a", "format": "jwt", "refresh": true, "terms": %s}
                """.formatted(terms));
        assertEquals("refused", answer.getString("outcome"));
        assertEquals(error, answer.getString("error"));
    }

    /** What was revoked is over for whoever was found to be there before; what was allowed anew is not. */
    @Test
    void nothingIsMintedForAClientOrAConsentThatWasRevokedMeanwhile() {
        for (Kind kind : List.of(Kind.client, Kind.consent)) {
            String client = "app-" + UUID.randomUUID();
            Mint order = new Mint(USER, "ada", client, Scope.of("a"), null, null, null, Format.jwt, true, null);
            Instant before = Instant.now();
            assertInstanceOf(Minted.class, minting(order.since(before)));
            revocations.revoke(new Revoke(kind, kind == Kind.client ? client : USER + " " + client));
            assertInstanceOf(MintRefused.class, minting(order.since(before)), kind.name());
            assertInstanceOf(Minted.class, minting(order.since(Instant.now().plusSeconds(11))), kind.name());
        }
        String client = "app-" + UUID.randomUUID();
        Mint itself = new Mint(client, null, client, Scope.of("a"), null, null, null, Format.jwt, false, null);
        Instant before = Instant.now();
        revocations.revoke(new Revoke(Kind.client, client));
        assertInstanceOf(MintRefused.class, minting(itself.since(before)));
    }

    /** Who came from a provider may have proved there who they are long before; what counts is when they signed in here. */
    @Test
    void aSignInAfterTheUserWasSignedOutEverywhereCountsThoughTheProofIsOlder() {
        String user = UUID.randomUUID().toString();
        Instant proved = Instant.now().minusSeconds(3600);
        revocations.revoke(new Revoke(Kind.user, user));
        assertInstanceOf(MintRefused.class, minting(signedIn(user, proved, null)));
        assertInstanceOf(
                MintRefused.class, minting(signedIn(user, proved, Instant.now().minusSeconds(60))));
        assertInstanceOf(
                Minted.class, minting(signedIn(user, proved, Instant.now().plusSeconds(11))));
    }

    private static Mint signedIn(String user, Instant authTime, @Nullable Instant signedInAt) {
        return new Mint(
                user,
                "ada",
                "app",
                Scope.of("a"),
                "s",
                authTime,
                List.of("fed"),
                Format.jwt,
                false,
                null,
                null,
                null,
                null,
                null,
                signedInAt);
    }

    private Minting minting(Mint order) {
        return minter.mintUnlessRevoked(order).await().indefinitely();
    }

    @Test
    void onlyServicesMayMint() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/internal/tokens")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthorized"));
        given().header("Authorization", "Bearer " + services.tokenFor("identity-service"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/internal/tokens")
                .then()
                .statusCode(401);
    }

    @Test
    void namesTheFieldsThatAreMissing() {
        internal()
                .body("{}")
                .post("/internal/tokens")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("invalid_request"))
                .body("violations.field", hasItem("subject"))
                .body("violations.field", hasItem("format"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"subject\": 7, \"scope\": \"a\", \"format\": \"paper\"}",
                "{\"subject\": \"s\", \"scope\": \"\\u0000\", \"format\": \"jwt\"}",
                "{\"subject\": \"s\", \"scope\": \"a\", \"format\": \"jwt\", \"auth_time\": \"yesterday\"}"
            })
    void aMalformedOrderIsAProblemOfTheCaller(String body) {
        internal()
                .body(body)
                .post("/internal/tokens")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("access_token", nullValue());
    }

    private JsonPath mint(String order) {
        return internal()
                .body(order)
                .post("/internal/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON);
    }
}
