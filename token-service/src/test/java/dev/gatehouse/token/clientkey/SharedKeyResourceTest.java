package dev.gatehouse.token.clientkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.common.peer.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What oauth-service asks for. */
@QuarkusTest
class SharedKeyResourceTest {
    private final String client = "app-" + UUID.randomUUID();
    private final Sharing sharing;

    @Inject
    SharedKeyResourceTest(ServiceTokens services) {
        sharing = new Sharing(services);
    }

    @Test
    void saysWhatTokensCanBeSignedWith() {
        sharing.internal()
                .get("/internal/tokens/algorithms")
                .then()
                .statusCode(200)
                .body("names", equalTo(List.of("ES256", "EdDSA", "HS256", "PS256", "RS256")));
    }

    @Test
    void aKeyIsSharedOnceRotatedAndForgotten() {
        assertEquals(List.of(), sharing.of(client).getList("keys"));
        sharing.rotate(client, Map.of()).then().statusCode(200).body("outcome", equalTo("nothing_shared"));
        sharing.with(client);
        String first = sharing.of(client).getString("keys[0].k");
        sharing.with(client);
        assertEquals(List.of(first), sharing.of(client).getList("keys.k"));
        Map<String, Object> order = Map.of("kid", "hs." + client + ".1");
        for (boolean made : new boolean[] {true, false}) {
            sharing.rotate(client, order)
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("rotated"))
                    .body("made", equalTo(made))
                    .body("keys.kid", equalTo(List.of("hs." + client + ".2", "hs." + client + ".1")));
        }
        for (String none : List.of("hs.other.2", "x", "")) {
            sharing.rotate(client, Map.of("kid", none)).then().body("made", equalTo(false));
        }
        sharing.rotate(client, Map.of("compromised", true)).then().body("keys", hasSize(1));
        sharing.forget(client);
        assertEquals(List.of(), sharing.of(client).getList("keys"));
    }

    @Test
    void noSharedKeyIsPublished() {
        sharing.with(client);
        String published = given().get("/.well-known/jwks.json").asString();
        assertFalse(published.contains("oct") || published.contains(client), published);
    }

    @Test
    void nobodyElseAsks() {
        given().get("/internal/tokens/client-keys/" + client).then().statusCode(401);
        given().delete("/internal/tokens/client-keys/" + client).then().statusCode(401);
        sharing.internal().get("/internal/tokens/client-keys/a.b").then().statusCode(404);
    }
}
