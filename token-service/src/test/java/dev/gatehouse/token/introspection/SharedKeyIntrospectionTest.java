package dev.gatehouse.token.introspection;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.clientkey.Sharing;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that are signed by a shared key are between Gatehouse and the client: it is told of them and ends them, alone. */
@QuarkusTest
class SharedKeyIntrospectionTest {
    private static final Map<String, Object> INACTIVE = Map.of("active", false);
    private static final String API = "https://api.example";
    private final Client client = new Client("app-" + UUID.randomUUID(), true, Scope.NONE, List.of());
    private final Introspection introspection;
    private final ClientRevocation revocation;
    private final Minter minter;
    private final Sharing sharing;

    @Inject
    SharedKeyIntrospectionTest(
            Introspection introspection, ClientRevocation revocation, Minter minter, ServiceTokens services) {
        this.introspection = introspection;
        this.revocation = revocation;
        this.minter = minter;
        sharing = new Sharing(services);
    }

    @BeforeEach
    void aKeyIsShared() {
        sharing.with(client.clientId());
    }

    @Test
    void theClientIsTold() {
        Map<String, Object> found = look(mint().accessToken(), client);
        assertEquals(true, found.get("active"));
        assertEquals("ada", found.get("username"));
        assertEquals(client.clientId(), found.get("client_id"));
    }

    @Test
    void nobodyElseIs() {
        String token = mint().accessToken();
        for (Client other : List.of(
                new Client("api", true, Scope.of(Scope.INTROSPECT), List.of()),
                new Client("api", true, Scope.NONE, List.of(API)),
                new Client(API, true, Scope.NONE, List.of()))) {
            assertEquals(INACTIVE, look(token, other), other.toString());
        }
    }

    @Test
    void weDoNotVouchForWhatTheClientCouldHaveWrittenItself() {
        String token = mint().accessToken();
        assertEquals(INACTIVE, introspection.vouchedFor(token, client).await().indefinitely());
        String ours = mint("ES256").accessToken();
        assertEquals(
                true,
                introspection.vouchedFor(ours, client).await().indefinitely().get("active"));
    }

    @Test
    void atNoEndpointOfOursIsItAnIdentity() {
        String token = mint("HS256", null).accessToken();
        String ours = mint("ES256", null).accessToken();
        given().header("Authorization", "Bearer " + ours).get("/verify").then().statusCode(200);
        given().header("Authorization", "Bearer " + token).get("/verify").then().statusCode(401);
        given().header("Authorization", "Bearer " + token)
                .delete("/tokens/current")
                .then()
                .statusCode(401);
        assertEquals(true, look(token, client).get("active"));
    }

    @Test
    void theClientAloneRevokesIt() {
        Minted minted = mint();
        revocation.revoke(minted.accessToken(), new Client("another", true, Scope.NONE, List.of()));
        assertEquals(true, look(minted.accessToken(), client).get("active"));
        revocation.revoke(minted.accessToken(), client);
        assertEquals(INACTIVE, look(minted.accessToken(), client));
    }

    @Test
    void aRotationKeepsTokensAndACompromisedKeyEndsThem() {
        String first = mint().accessToken();
        sharing.rotate(client.clientId(), Map.of());
        String second = mint().accessToken();
        assertEquals(true, look(first, client).get("active"));
        assertEquals(true, look(second, client).get("active"));
        sharing.rotate(client.clientId(), Map.of("compromised", true));
        assertEquals(INACTIVE, look(first, client));
        assertEquals(INACTIVE, look(second, client));
        String third = mint().accessToken();
        assertEquals(true, look(third, client).get("active"));
        sharing.forget(client.clientId());
        assertEquals(INACTIVE, look(third, client));
    }

    private Map<String, Object> look(String token, Client caller) {
        return introspection.of(token, caller).await().indefinitely();
    }

    private Minted mint() {
        return mint("HS256");
    }

    private Minted mint(String algorithm) {
        return mint(algorithm, List.of(API));
    }

    private Minted mint(String algorithm, @Nullable List<String> audience) {
        return minter.mint(new Mint(
                                UUID.randomUUID().toString(),
                                "ada",
                                client.clientId(),
                                Scope.of("profile"),
                                "s1",
                                null,
                                null,
                                Format.jwt,
                                false,
                                null)
                        .on(new Terms(audience, null, algorithm, null, null, null)))
                .await()
                .indefinitely();
    }
}
