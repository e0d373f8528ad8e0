package dev.gatehouse.token.verify;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JWT that an API is given. */
@QuarkusTest
class ApiTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private final String user = UUID.randomUUID().toString();
    private final Minter minter;
    private final Revocations revocations;

    @Inject
    ApiTokensTest(Minter minter, Revocations revocations) {
        this.minter = minter;
        this.revocations = revocations;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theSameCredentialIsGivenTheSameOneForAWhile(Format format) {
        String token = token(format, Instant.now());
        String first = verify(token).header("Authorization");
        assertEquals(first, verify(token).header("Authorization"));
        assertNotEquals(
                first, verify(token(format, Instant.now().minusSeconds(9))).header("Authorization"));
        // It is kept to be given again, not to let anybody in.
        revocations.revoke(new Revoke(Kind.user, user));
        verify(token).then().statusCode(401);
    }

    @Test
    void itIsGivenAgainUntilHalfItsLifeIsOver() {
        assertEquals(NOW.plusSeconds(30), half(null));
        assertEquals(NOW.plusSeconds(30), half(NOW.plusSeconds(600)));
        // That of a credential that ends before is shorter.
        assertEquals(NOW.plusMillis(2_500), half(NOW.plusSeconds(5)));
    }

    @Test
    void itTellsWhoActs() {
        Actor actor = new Actor("a", null, null);
        assertEquals(
                actor,
                ApiTokens.claims(identity(null, actor), "i", "a", Duration.ofSeconds(60), NOW)
                        .get("act"));
    }

    @Test
    void itTellsWhatTheCredentialWasForAndBoundTo() {
        var bound = new Confirmation("key", null);
        var claims = ApiTokens.claims(
                identity(List.of("https://a.example"), bound), "i", "gatehouse:api", Duration.ofSeconds(60), NOW);
        assertEquals("gatehouse:api", claims.get("aud"));
        assertEquals(List.of("https://a.example"), claims.get("auth_audience"));
        assertEquals(bound, claims.get("cnf"));
        // A password, a session or a key is for no resource in particular, and bound to nothing.
        var other = ApiTokens.claims(identity(List.of(), null), "i", "gatehouse:api", Duration.ofSeconds(60), NOW);
        assertFalse(other.containsKey("auth_audience") || other.containsKey("cnf"));
    }

    private static Identity identity(List<String> audience, @Nullable Confirmation bound) {
        return new Identity(
                "s", null, "c", Scope.NONE, audience, Identity.Method.jwt, null, List.of(), null, null, null, bound);
    }

    private static Instant half(@Nullable Instant until) {
        return ApiTokens.half(ApiTokens.claims(identity(until, null), "i", "a", Duration.ofSeconds(60), NOW));
    }

    private static Identity identity(@Nullable Instant until, @Nullable Actor actor) {
        return new Identity(
                "s", null, "c", Scope.NONE, List.of(), Identity.Method.jwt, null, List.of(), null, until, actor, null);
    }

    private static Response verify(String token) {
        return given().header("Authorization", "Bearer " + token).get("/verify");
    }

    private String token(Format format, Instant authTime) {
        return minter.mint(new Mint(
                        user, "ada", null, Scope.of("profile"), null, authTime, List.of("pwd"), format, false, null))
                .await()
                .indefinitely()
                .accessToken();
    }
}
