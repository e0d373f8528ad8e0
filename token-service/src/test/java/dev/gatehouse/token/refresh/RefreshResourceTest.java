package dev.gatehouse.token.refresh;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.access.AccessTokens.Readable;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How refreshing is asked for, by users and by services. */
@QuarkusTest
class RefreshResourceTest {
    private final Minter minter;
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final Database database;
    private final ServiceTokens services;

    @Inject
    RefreshResourceTest(
            Minter minter, AccessTokens tokens, Revocations revocations, Database database, ServiceTokens services) {
        this.minter = minter;
        this.tokens = tokens;
        this.revocations = revocations;
        this.database = database;
        this.services = services;
    }

    @Test
    void nothingHappensWhileIdentityServiceIsAway() {
        UUID user = UUID.randomUUID();
        Minted first = minter.mint(
                        new Mint(user.toString(), "ada", null, Scope.of("a"), null, null, null, Format.jwt, true, null))
                .await()
                .indefinitely();
        given().contentType(ContentType.JSON)
                .body(Map.of("refresh_token", text(first)))
                .post("/tokens/refresh")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("code", equalTo("unavailable"));
        assertEquals(0L, number("generation", first));
        assertFalse(revoked(first));
    }

    @Test
    void servesTheClientsOfOauthService() {
        Minted first = minter.mint(
                        new Mint("app", null, "app", Scope.of("a", "b"), null, null, null, Format.jwt, true, null))
                .await()
                .indefinitely();
        var order = Map.of("refresh_token", text(first), "client_id", "app", "allowed", "b c", "scope", "b");
        given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body(order)
                .post("/internal/tokens/refresh")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("minted"))
                .body("scope", equalTo("b"))
                .body("expires_in", equalTo(300));
        given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", "ghr_made-up", "client_id", "app", "allowed", "a"))
                .post("/internal/tokens/refresh")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("error", equalTo("invalid_grant"));
    }

    private static String text(Minted minted) {
        return String.valueOf(minted.refreshToken());
    }

    private Readable readable(Minted minted) {
        return assertInstanceOf(
                Readable.class, tokens.read(minted.accessToken()).await().indefinitely());
    }

    private boolean revoked(Minted minted) {
        return revocations.revoked(readable(minted).token()).await().indefinitely();
    }

    private long number(String column, Minted of) {
        return database.first(
                        row -> row.getLong(1),
                        "select " + column + " from token.grants where id = ?",
                        UUID.fromString(String.valueOf(of.grantId())))
                .orElseThrow();
    }
}
