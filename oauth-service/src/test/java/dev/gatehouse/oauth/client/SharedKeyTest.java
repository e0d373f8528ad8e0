package dev.gatehouse.oauth.client;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.KeysInMemory;
import dev.gatehouse.oauth.client.ClientAdministration.Outcome;
import dev.gatehouse.oauth.client.ClientAdministration.Refused;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which clients a key is shared. */
@QuarkusTest
class SharedKeyTest {
    private final ClientAdministration administration;
    private final ClientStore store;
    private final KeysInMemory keys;

    @Inject
    SharedKeyTest(ClientAdministration administration, ClientStore store, KeysInMemory keys) {
        this.administration = administration;
        this.store = store;
        this.keys = keys;
    }

    @ParameterizedTest
    @CsvSource({"HS256, HS256, true", "HS256, , true", ", HS256, true", "ES256, RS256, false", ", , false"})
    void aKeyIsSharedWithWhoeverChoosesHs256(@Nullable String access, @Nullable String id, boolean shared) {
        var saved = assertInstanceOf(Saved.class, register("client_secret_basic", access, id));
        assertEquals(shared, keys.shares(saved.client().clientId()));
    }

    @Test
    void aClientMayChooseItLater() {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        assertFalse(keys.shares(id));
        assertInstanceOf(Saved.class, administration.change(id, metadata(null, null, "HS256")));
        assertTrue(keys.shares(id));
        assertEquals("HS256", store.client(id).orElseThrow().tokens().idTokenAlg());
    }

    @ParameterizedTest
    @CsvSource({
        "HS256, , access_token_signed_response_alg",
        ", HS256, id_token_signed_response_alg",
    })
    void aPublicClientCannotKeepASecret(@Nullable String access, @Nullable String id, String field) {
        assertEquals(List.of(field), fields(register("none", access, id)));
        var open = Fixtures.register(administration, "none").client().clientId();
        assertEquals(List.of(field), fields(administration.change(open, metadata(null, access, id))));
        assertFalse(keys.shares(open));
        var closed = assertInstanceOf(Saved.class, register("client_secret_basic", access, id));
        assertEquals(
                List.of(field),
                fields(administration.change(closed.client().clientId(), metadata("none", null, null))));
        assertInstanceOf(
                Saved.class, administration.change(closed.client().clientId(), metadata("none", "ES256", "RS256")));
    }

    @Test
    void withTheClientGoesItsKey() {
        String id = assertInstanceOf(Saved.class, register("client_secret_basic", "HS256", null))
                .client()
                .clientId();
        // What it holds is revoked after that, by token-service, which is away.
        assertThrows(PeerAway.class, () -> administration.remove(id));
        assertFalse(keys.shares(id));
        assertTrue(store.client(id).isEmpty());
    }

    @Test
    void whoAsksForAKeyIsLookedAtFirst() {
        given().get("/clients/x/shared-key").then().statusCode(503);
        given().contentType("application/json")
                .body("{}")
                .post("/clients/x/shared-key/rotation")
                .then()
                .statusCode(503);
    }

    private Outcome register(String method, @Nullable String access, @Nullable String id) {
        return administration.register(metadata(method, access, id));
    }

    private static List<String> fields(Outcome outcome) {
        return assertInstanceOf(Refused.class, outcome).violations().stream()
                .map(Violation::field)
                .toList();
    }

    private static ClientMetadata metadata(@Nullable String method, @Nullable String access, @Nullable String id) {
        return new ClientMetadata(
                "An application",
                List.of(Fixtures.CALLBACK),
                null,
                null,
                null,
                method,
                null,
                null,
                null,
                null,
                null,
                access,
                id,
                null,
                null,
                null,
                Map.of());
    }
}
