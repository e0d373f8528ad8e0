package dev.gatehouse.token.keys;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.idtoken.IdTokens;
import dev.gatehouse.token.idtoken.SignedIn;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What Gatehouse itself signs or gives for another purpose is no access token. */
@QuarkusTest
class OtherTokensTest {
    private static final String USER = "7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d";
    private final AccessTokens tokens;
    private final IdTokens idTokens;
    private final ServiceTokens services;
    private final Minter minter;

    @Inject
    OtherTokensTest(AccessTokens tokens, IdTokens idTokens, Minter minter, ServiceTokens services) {
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.minter = minter;
        this.services = services;
    }

    @Test
    void anIdTokenIsNone() {
        var all = Map.<String, Object>of("client_id", "app", "jti", "j");
        var signedIn = new SignedIn(
                USER, Forge.ISSUER, null, null, Instant.now(), List.of("pwd"), null, minted().accessToken(), all);
        refused(idTokens.sign(signedIn, null).await().indefinitely());
    }

    @Test
    void theJwtForApisIsNone() {
        refused(given().header("Authorization", "Bearer " + minted().accessToken())
                .get("/verify")
                .then()
                .statusCode(200)
                .extract()
                .header("Authorization")
                .substring("Bearer ".length()));
    }

    @Test
    void aServicesTokenIsNone() {
        refused(services.tokenFor("token-service"));
    }

    @Test
    void aRefreshTokenIsNone() {
        refused(Objects.requireNonNull(minted().refreshToken()));
    }

    /** With an access token that is one. */
    private Minted minted() {
        var order = new Mint(
                USER, "ada", null, Scope.of("profile"), null, Instant.now(), List.of("pwd"), Format.jwt, true, null);
        Minted minted = minter.mint(order).await().indefinitely();
        assertInstanceOf(AccessTokens.Readable.class, read(minted.accessToken()));
        return minted;
    }

    private void refused(String token) {
        assertInstanceOf(AccessTokens.Unreadable.class, read(token), token);
    }

    private AccessTokens.Reading read(String token) {
        return tokens.read(token).await().indefinitely();
    }
}
